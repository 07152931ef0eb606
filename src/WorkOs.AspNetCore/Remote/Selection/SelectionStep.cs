namespace WorkOs.AspNetCore;

/// <summary>
/// Chooses what a flow asks for. What a request from outside names may choose the way in, but where the options name an
/// organization or a connection, the sign-in ends there or not at all.
/// </summary>
internal sealed class SelectionStep(IRemoteProduct product)
{
    /// <summary>The selector of the flow, else that of its challenge, else the default.</summary>
    /// <exception cref="WorkOsAuthenticationException">A request from outside names another organization than the options.</exception>
    public async ValueTask<Selector?> SelectAsync(RemoteRequest request, SignInFlow flow)
    {
        var selector = flow.Selector ?? await product.SelectAsync(request, flow.App);
        return selector is { IsFromOutside: true } named ? AcceptFromOutside(named, request.Options) : selector;
    }

    /// <summary>What is left of a state or a link that another browser may have been given: what any link could have named.</summary>
    public static SignInFlow ReduceToOutside(RemoteRequest request, SignInFlow foreign) =>
        SignInFlow.To(SiteUrls.ReturnUrl(request, foreign.ReturnUrl)) with
        {
            Selector = foreign.Selector is { Kind: SelectorKind.Organization or SelectorKind.Connection } named
                ? named with { IsFromOutside = true }
                : null,
        };

    /// <summary>The failure of a sign-in that ends, or would end, in another organization than that of the options.</summary>
    public static WorkOsAuthenticationException ForeignOrganization() => new(
        WorkOsFailureCodes.OrganizationMismatch,
        "A request from outside asked for another organization than the one in the options; only a challenge of the app may do that.")
    {
        IsAnybodys = true,
    };

    private static Selector AcceptFromOutside(Selector named, WorkOsRemoteOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.Connection))
        {
            return new Selector(SelectorKind.Connection, options.Connection);
        }

        return named is { Kind: SelectorKind.Organization, IsWellFormed: true }
            && options.MustEndInOwnOrganization(named)
            && named.Value != options.Organization
                ? throw ForeignOrganization()
                : named;
    }
}
