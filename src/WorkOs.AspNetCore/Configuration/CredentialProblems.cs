namespace WorkOs.AspNetCore;

/// <summary>Finds credentials that are missing, were pasted into the wrong setting, or are still placeholders.</summary>
internal static class CredentialProblems
{
    public static IEnumerable<string> OfClientId(string scheme, string? clientId)
    {
        if (string.IsNullOrWhiteSpace(clientId))
        {
            yield return $"ClientId is missing: copy it from the WorkOS dashboard (API Keys, 'client_…') into Authentication:Schemes:{scheme}:ClientId or WORKOS_CLIENT_ID";
        }
        else if (Placeholder.IsIn(clientId))
        {
            yield return "ClientId is still a placeholder: replace it with the one from the WorkOS dashboard ('client_…')";
        }
        else if (clientId.StartsWith("sk_", StringComparison.Ordinal))
        {
            yield return "ClientId holds an API key ('sk_…'): put the client id ('client_…') here, and rotate the key, since client ids are public";
        }
        else if (HasStrayCharacter(clientId))
        {
            yield return "ClientId has a space, a line break or an invisible character, perhaps at its end: remove it, and look at how the value was written to its file or variable";
        }
    }

    public static IEnumerable<string> OfApiKey(string scheme, string? apiKey)
    {
        if (string.IsNullOrWhiteSpace(apiKey))
        {
            yield return $"ApiKey is missing: copy it from the WorkOS dashboard (API Keys, 'sk_…') into user secrets, Authentication:Schemes:{scheme}:ApiKey or WORKOS_API_KEY";
        }
        else if (Placeholder.IsIn(apiKey))
        {
            yield return "ApiKey is still a placeholder: replace it with the one from the WorkOS dashboard ('sk_…')";
        }
        else if (apiKey.StartsWith("client_", StringComparison.Ordinal))
        {
            yield return "ApiKey holds a client id ('client_…'): use the secret API key from the WorkOS dashboard ('sk_…')";
        }
        else if (apiKey.StartsWith("pk_", StringComparison.Ordinal))
        {
            yield return "ApiKey holds a publishable key ('pk_…'): use the secret API key from the WorkOS dashboard ('sk_…')";
        }
        else if (HasStrayCharacter(apiKey))
        {
            yield return "ApiKey has a space, a line break or an invisible character, perhaps at its end: remove it, and look at how the value was written to its file or variable";
        }
    }

    // A secret that is mounted as a file often ends with a line break. WorkOS's credentials are printable ASCII.
    private static bool HasStrayCharacter(string value) => value.AsSpan().ContainsAnyExceptInRange('!', '~');
}
