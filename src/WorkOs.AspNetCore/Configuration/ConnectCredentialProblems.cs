namespace WorkOs.AspNetCore;

/// <summary>Finds credentials of a Connect application that are missing, or that belong to something else.</summary>
internal static class ConnectCredentialProblems
{
    public static string? OfClientId(string scheme, string? clientId) => string.IsNullOrWhiteSpace(clientId)
        ? $"ClientId is missing: copy the client id of the Connect application from the WorkOS dashboard (Connect, Applications) into Authentication:Schemes:{scheme}:ClientId; the client id of the environment is not one of an application"
        : CredentialProblems.OfClientId(scheme, clientId);

    public static string? OfSecret(string scheme, string? secret) => secret switch
    {
        _ when string.IsNullOrWhiteSpace(secret)
            => $"ClientSecret is missing: create a client secret for the Connect application in the WorkOS dashboard and put it into user secrets or Authentication:Schemes:{scheme}:ClientSecret, or set ClientAuthentication to None for a public application",
        _ when Placeholder.IsIn(secret) => "ClientSecret is still a placeholder: replace it with a client secret of the Connect application",
        ['s', 'k', '_', ..]
            => "ClientSecret holds an API key ('sk_…'): use a client secret of the Connect application, and rotate the key if it has been sent to another domain",
        _ when secret.StartsWith("client_", StringComparison.Ordinal)
            => "ClientSecret holds a client id ('client_…'): use a client secret of the Connect application",
        _ when secret.AsSpan().ContainsAnyExceptInRange('!', '~')
            => "ClientSecret has a space, a line break or an invisible character, perhaps at its end: remove it, and look at how the value was written to its file or variable",
        _ => null,
    };
}
