namespace WorkOs.AspNetCore;

/// <summary>
/// What a request from outside may ask for: it may choose the way in, but where the options name an organization or a connection,
/// the sign-in ends there or not at all.
/// </summary>
internal static class FromOutside
{
    /// <summary>The selector to sign in with.</summary>
    /// <exception cref="WorkOsAuthenticationException">A request from outside names another organization than the options.</exception>
    public static Selector Accept(Selector named, WorkOsRemoteOptions options)
    {
        if (named.IsFromOutside && !string.IsNullOrWhiteSpace(options.Connection))
        {
            return new Selector(SelectorKind.Connection, options.Connection);
        }

        if (named is { Kind: SelectorKind.Organization, IsWellFormed: true })
        {
            RequireOwnOrganization(named, named.Value, options);
        }

        return named;
    }

    /// <summary>Refuses a sign-in that ends, or would end, in another organization than that of the options.</summary>
    /// <exception cref="WorkOsAuthenticationException">It does.</exception>
    public static void RequireOwnOrganization(Selector selector, string? organization, WorkOsRemoteOptions options)
    {
        if (options.MustEndInOwnOrganization(selector) && organization != options.Organization)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.OrganizationMismatch,
                "A request from outside asked for another organization than the one in the options; only a challenge of the app may do that.")
            {
                IsAnybodys = true,
            };
        }
    }

    /// <summary>What is left of a state or a link that another browser may have been given: what any link could have named.</summary>
    public static SignInFlow Reduce(RemoteRequest request, SignInFlow foreign) =>
        SignInFlow.To(SiteUrls.ReturnUrl(request, foreign.ReturnUrl)) with
        {
            Selector = foreign.Selector is { Kind: SelectorKind.Organization or SelectorKind.Connection } named
                ? named with { IsFromOutside = true }
                : null,
        };
}
