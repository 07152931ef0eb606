namespace WorkOs.AspNetCore;

/// <summary>Finds credentials that are missing, were pasted into the wrong setting, or are still placeholders.</summary>
internal static class CredentialProblems
{
    private static readonly string[] OtherIds = ["org_", "conn_", "user_", "pk_", "http://", "https://"];

    public static string? OfClientId(string scheme, string? clientId) => clientId switch
    {
        _ when string.IsNullOrWhiteSpace(clientId)
            => $"ClientId is missing: copy it from the WorkOS dashboard (API Keys, 'client_…') into Authentication:Schemes:{scheme}:ClientId or WORKOS_CLIENT_ID (in development: 'dotnet user-secrets init', then 'dotnet user-secrets set Authentication:Schemes:{scheme}:ClientId client_…'). Without an account, call UseWorkOsSandboxAsync() of the package WorkOs.AspNetCore.Testing: docs/testing-your-app.md#in-development",
        _ when Placeholder.IsIn(clientId) => "ClientId is still a placeholder: replace it with the one from the WorkOS dashboard ('client_…')",
        ['s', 'k', '_', ..] => "ClientId holds an API key ('sk_…'): put the client id ('client_…') here, and rotate the key, since client ids are public",
        _ when OtherIds.Any(prefix => clientId.StartsWith(prefix, StringComparison.Ordinal))
            => "ClientId holds the id of something else: put the client id of the environment ('client_…') here, from the WorkOS dashboard (API Keys)",
        _ => OfCharacters("ClientId", clientId),
    };

    public static string? OfApiKey(string scheme, string? apiKey) => apiKey switch
    {
        _ when string.IsNullOrWhiteSpace(apiKey)
            => $"ApiKey is missing: copy it from the WorkOS dashboard (API Keys, 'sk_…') into WORKOS_API_KEY or user secrets ('dotnet user-secrets init', then 'dotnet user-secrets set Authentication:Schemes:{scheme}:ApiKey sk_…')",
        _ when Placeholder.IsIn(apiKey) => "ApiKey is still a placeholder: replace it with the one from the WorkOS dashboard ('sk_…')",
        _ when apiKey.StartsWith("client_", StringComparison.Ordinal)
            => "ApiKey holds a client id ('client_…'): use the secret API key from the WorkOS dashboard ('sk_…')",
        ['p', 'k', '_', ..] => "ApiKey holds a publishable key ('pk_…'): use the secret API key from the WorkOS dashboard ('sk_…')",
        _ => OfCharacters("ApiKey", apiKey),
    };

    private static string? OfCharacters(string setting, string value) => value is ['"' or '\'', ..] or [.., '"' or '\'']
        ? $"{setting} begins or ends with a quotation mark: write the value without quotes, which files for containers and cloud settings keep"
        : OfInvisibleCharacters(setting, value);

    // A secret that is mounted as a file often ends with a line break. WorkOS's credentials are printable ASCII.
    private static string? OfInvisibleCharacters(string setting, string value) => value.AsSpan().ContainsAnyExceptInRange('!', '~')
        ? $"{setting} has a space, a line break or an invisible character, perhaps at its end: remove it, and look at how the value was written to its file or variable"
        : null;
}
