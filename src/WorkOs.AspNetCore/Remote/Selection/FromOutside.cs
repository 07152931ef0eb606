namespace WorkOs.AspNetCore;

/// <summary>
/// Limits the selector of a request from outside. Such a request may choose how to sign in, but if the options name an organization or a connection,
/// the sign-in succeeds only with that organization or connection.
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

    /// <summary>Refuses a sign-in from outside to another organization than that of the options.</summary>
    /// <exception cref="WorkOsAuthenticationException">The organization is another one.</exception>
    public static void RequireOwnOrganization(Selector selector, string? organization, WorkOsRemoteOptions options)
    {
        if (options.MustEndInOwnOrganization(selector) && organization != options.Organization)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.OrganizationMismatch,
                "A request from outside asked for another organization than the one in the options; only a challenge of the app may do that.")
            {
                IsClientCaused = true,
            };
        }
    }

    /// <summary>
    /// Reduces a state or a link that may have been issued to another browser to the values that any link can name: an organization or a connection,
    /// and the return URL.
    /// </summary>
    public static SignInFlow Reduce(RemoteRequest request, SignInFlow foreign) =>
        SignInFlow.To(SiteUrls.ReturnUrl(request, foreign.ReturnUrl)) with
        {
            Selector = foreign.Selector is { Kind: SelectorKind.Organization or SelectorKind.Connection } named
                ? named with { IsFromOutside = true }
                : null,
        };
}
