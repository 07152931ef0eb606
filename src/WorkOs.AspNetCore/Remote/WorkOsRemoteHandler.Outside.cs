using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <content>
/// What a request from outside names: a tile, a link, or somebody who made up a query. It may choose the way in, but
/// where the options name an organization or a connection, the sign-in ends there or not at all.
/// </content>
public abstract partial class WorkOsRemoteHandler<TOptions>
{
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

    private bool MustEndInOwnOrganization(AuthenticationProperties? properties) =>
        HasOrganization && properties is not null && SignInState.GetSelector(properties) is { IsFromOutside: true };

    private static WorkOsAuthenticationException ForeignOrganization() => new(
        WorkOsFailureCodes.OrganizationMismatch,
        "A request from outside asked for another organization than the one in the options; only a challenge of the app may do that.")
    {
        IsAnybodys = true,
    };
}
