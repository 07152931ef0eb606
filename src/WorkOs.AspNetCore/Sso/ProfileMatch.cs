namespace WorkOs.AspNetCore;

/// <summary>Compares the profile that came back with what was asked for.</summary>
internal static class ProfileMatch
{
    /// <summary>The failure code of the first difference; <see langword="null"/> when the profile is what was asked for.</summary>
    public static string? FindMismatch(Selector? selector, JsonElement profile) => selector switch
    {
        { Kind: SelectorKind.Organization } asked when !Equal(profile, "organization_id", asked) => WorkOsFailureCodes.OrganizationMismatch,
        { Kind: SelectorKind.Connection } asked when !Equal(profile, "connection_id", asked) => WorkOsFailureCodes.ConnectionMismatch,
        { Kind: SelectorKind.Provider } asked when !IsOfProvider(profile, asked) => WorkOsFailureCodes.ProviderMismatch,
        _ => null,
    };

    private static bool Equal(JsonElement profile, string name, Selector asked) =>
        string.Equals(profile.GetStringOrNull(name), asked.Value, StringComparison.Ordinal);

    // WorkOS spells a provider in more than one case (GitHubOAuth, GithubOAuth).
    private static bool IsOfProvider(JsonElement profile, Selector asked) =>
        string.Equals(profile.GetStringOrNull("connection_type"), asked.Value, StringComparison.OrdinalIgnoreCase);
}
