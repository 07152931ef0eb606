namespace WorkOs.AspNetCore;

/// <summary>Finds the problems in the settings for the tokens of an AuthKit domain.</summary>
internal static class ConnectProblems
{
    public static IEnumerable<string> Of(WorkOsBearerOptions options) =>
        options.AuthKitDomain is { } domain ? OfConnect(options, domain) : OfSessions(options);

    private static IEnumerable<string> OfSessions(WorkOsBearerOptions options)
    {
        if (options.Resource is not null || options.MachineAudiences.Count > 0)
        {
            yield return "Resource and MachineAudiences are for the tokens of an AuthKit domain: set AuthKitDomain, or remove them; sessions' tokens have an audience only where a JWT template adds it (ValidAudiences)";
        }
    }

    private static IEnumerable<string> OfConnect(WorkOsBearerOptions options, Uri domain)
    {
        if (!WorkOsAddress.IsSafe(domain) || domain.AbsolutePath != "/")
        {
            yield return "AuthKitDomain must be an absolute https address without a path, such as 'https://acme.authkit.app' (http is accepted for loopback hosts only): it is the issuer of the tokens, and their keys come from there";
        }

        if (options.Resource is null && options.ValidAudiences.Count == 0)
        {
            yield return "Resource is missing: without an audience, tokens for every other API of the environment would be accepted. Register a resource indicator in the WorkOS dashboard (Connect, Configuration), for example 'https://api.example.com', and set Resource to exactly the same characters; a slash at the end counts. Where no resource indicator is registered, tokens have the client id of the environment as their audience: set ValidAudiences to it ('client_…')";
        }

        if (options.Resource is { } resource && !IsResource(resource))
        {
            yield return "Resource must be an absolute https address without a fragment, a comma or a space, in exactly the characters that are registered in the WorkOS dashboard (Connect, Configuration), for example 'https://api.example.com'";
        }

        if (!options.ScopesSupported.All(Scope.IsValid))
        {
            yield return "ScopesSupported has a value that is not a scope: a scope has no spaces, commas, quotes or backslashes";
        }

        if (options.MachineAudiences.Any(string.IsNullOrWhiteSpace))
        {
            yield return "MachineAudiences has an empty value: remove it, or write what the 'aud' of a machine's token says";
        }

        if (options.ValidIssuers.Count > 0)
        {
            yield return "ValidIssuers cannot be combined with AuthKitDomain, which is the only issuer: add a second scheme for a second issuer";
        }
    }

    // Without a comma, because the challenge contains the address of the resource's metadata, and clients split that header at commas.
    private static bool IsResource(string value) =>
        !value.AsSpan().ContainsAnyExceptInRange('!', '~')
        && !value.AsSpan().ContainsAny(",\"\\#")
        && Uri.TryCreate(value, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0;
}
