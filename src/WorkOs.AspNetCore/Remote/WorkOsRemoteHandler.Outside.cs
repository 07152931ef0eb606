using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <content>
/// What a request from outside names: a tile, a link, or somebody who made up a query. It may choose the way in, but
/// where the options name an organization or a connection, the sign-in ends there or not at all.
/// </content>
public abstract partial class WorkOsRemoteHandler<TOptions>
{
    /// <summary>Starts a sign-in that this browser did not ask the app for: a link, a tile, or what is left of a foreign state.</summary>
    private async Task StartFromOutsideAsync(AuthenticationProperties flow)
    {
        if (!await TryKeepSessionAsync(flow))
        {
            await StartAsync(flow);
        }
    }

    private bool IsBegunFromOutside(AuthenticationProperties flow) =>
        flow.GetParameter<bool>(SignInState.LinkParameter) || Request.Path == Options.CallbackPath;

    /// <summary>Whether a sign-in that names nothing knows where to go.</summary>
    private bool HasDefaultWay => Options.DefaultSelector is not null || Options.SignInPath.HasValue;

    /// <summary>What is left of a state or a retry link that another browser may have been given: what any link could have named.</summary>
    private AuthenticationProperties ReduceToOutside(AuthenticationProperties foreign)
    {
        var reduced = new AuthenticationProperties { RedirectUri = CheckReturnUrl(foreign.RedirectUri ?? RootUrl()) };
        if (SignInState.GetSelector(foreign) is { Kind: SelectorKind.Organization or SelectorKind.Connection } named)
        {
            SignInState.SetSelector(reduced, named with { IsFromOutside = true });
        }

        return reduced;
    }

    private bool HasOrganization => !string.IsNullOrWhiteSpace(Options.Organization);

    /// <summary>The selector to go on with.</summary>
    /// <exception cref="WorkOsAuthenticationException">It names another organization than the options.</exception>
    private Selector AcceptFromOutside(Selector named)
    {
        if (!string.IsNullOrWhiteSpace(Options.Connection))
        {
            return new Selector(SelectorKind.Connection, Options.Connection);
        }

        return HasOrganization && named is { Kind: SelectorKind.Organization, IsWellFormed: true } && named.Value != Options.Organization
            ? throw ForeignOrganization()
            : named with { IsFromOutside = true };
    }

    /// <summary>Refuses a person who came back with an organization in which their sign-in must not end.</summary>
    private protected void RequireOwnOrganization(AuthenticationProperties properties, string? organization)
    {
        if (MustEndInOwnOrganization(properties) && organization != Options.Organization)
        {
            // The next attempt is one with the organization of the options.
            SignInState.Clear(properties);
            throw ForeignOrganization();
        }
    }

    /// <summary>Whether only the organization of the options will do, because a request from outside chose the way in.</summary>
    private protected bool MustEndInOwnOrganization(AuthenticationProperties? properties) =>
        HasOrganization && properties is not null && SignInState.GetSelector(properties) is { IsFromOutside: true };

    private static WorkOsAuthenticationException ForeignOrganization() => new(
        WorkOsFailureCodes.OrganizationMismatch,
        "A request from outside asked for another organization than the one in the options; only a challenge of the app may do that.")
    {
        IsAnybodys = true,
    };
}
