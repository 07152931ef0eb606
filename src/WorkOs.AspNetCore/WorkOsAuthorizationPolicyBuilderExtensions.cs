using System.Runtime.CompilerServices;
using WorkOs.AspNetCore;

namespace Microsoft.AspNetCore.Authorization;

/// <summary>
/// Authorization requirements on the claims of WorkOS. They apply to AuthKit sessions, to bearer tokens and, as far as the
/// claims exist there, to single sign-on. A missing claim fails the requirement.
/// </summary>
public static class WorkOsAuthorizationPolicyBuilderExtensions
{
    /// <summary>Requires one of the roles.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="roles">The slugs of the roles, any one of which is enough; at least one.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">No role is named.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsRole(this AuthorizationPolicyBuilder builder, params string[] roles)
    {
        ThrowIfEmpty(builder, roles);
        return builder.RequireAuthenticatedUser().RequireRole(roles);
    }

    /// <summary>Requires one of the permissions. To require several, call the method several times.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="permissions">The slugs of the permissions, any one of which is enough; at least one.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">No permission is named.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsPermission(this AuthorizationPolicyBuilder builder, params string[] permissions)
    {
        ThrowIfEmpty(builder, permissions);
        return builder.RequireAuthenticatedUser().RequireClaim(WorkOsClaimTypes.Permission, permissions);
    }

    /// <summary>Requires one of the entitlements. To require several, call the method several times.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="entitlements">The entitlements, any one of which is enough; at least one.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">No entitlement is named.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsEntitlement(this AuthorizationPolicyBuilder builder, params string[] entitlements)
    {
        ThrowIfEmpty(builder, entitlements);
        return builder.RequireAuthenticatedUser().RequireClaim(WorkOsClaimTypes.Entitlement, entitlements);
    }

    /// <summary>Requires a user who is signed in to any organization.</summary>
    /// <param name="builder">The policy.</param>
    /// <returns>The policy.</returns>
    public static AuthorizationPolicyBuilder RequireWorkOsOrganization(this AuthorizationPolicyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.RequireAuthenticatedUser().RequireClaim(WorkOsClaimTypes.OrganizationId);
    }

    /// <summary>Requires a user who is signed in to one of the organizations.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="organizationIds">The ids (<c>org_…</c>), any one of which is enough; at least one.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">No organization is named, for example because the setting that lists them is missing.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsOrganization(this AuthorizationPolicyBuilder builder, params string[] organizationIds)
    {
        ThrowIfEmpty(builder, organizationIds);
        return builder.RequireAuthenticatedUser().RequireClaim(WorkOsClaimTypes.OrganizationId, organizationIds);
    }

    /// <summary>
    /// Requires a user who authenticated recently, according to the <c>auth_time</c> of AuthKit, which a
    /// refresh does not change. To let a user who fails the requirement sign in again, challenge with
    /// <see cref="WorkOsAuthKitChallengeProperties.MaxAge"/>.
    /// </summary>
    /// <param name="builder">The policy.</param>
    /// <param name="maxAge">The maximum time since the user authenticated. Must be positive.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAge"/> is not positive.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsRecentSignIn(this AuthorizationPolicyBuilder builder, TimeSpan maxAge)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxAge, TimeSpan.Zero);
        return builder.RequireAuthenticatedUser().AddRequirements(new RecentSignInRequirement(maxAge));
    }

    /// <summary>
    /// Requires one of the scopes that an application was granted (<see cref="WorkOsClaimTypes.Scope"/>). To require several, call the method several
    /// times. A request without it is answered with 403, <c>insufficient_scope</c> and the first of the scopes, which the client then requests. A
    /// scope does not define what the user may do: WorkOS recommends to require the user's permission, too.
    /// </summary>
    /// <param name="builder">The policy.</param>
    /// <param name="scopes">The scopes, any one of which is enough; at least one. List the scope that grants the least first.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">No scope is named, or one has a space, a comma, a quote or another character that a scope cannot have.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsScope(this AuthorizationPolicyBuilder builder, params string[] scopes)
    {
        ThrowIfEmpty(builder, scopes);
        if (!Array.TrueForAll(scopes, Scope.IsValid))
        {
            throw new ArgumentException("A scope has no spaces, commas, quotes or backslashes. To require several scopes, call the method several times.", nameof(scopes));
        }

        return builder.RequireAuthenticatedUser().AddRequirements(new ScopeRequirement([.. scopes]));
    }

    /// <summary>Requires a user: a session, or an access token of a session or of an application that the user has authorized. A machine and an API key fail it.</summary>
    /// <param name="builder">The policy.</param>
    /// <returns>The policy.</returns>
    public static AuthorizationPolicyBuilder RequireWorkOsUser(this AuthorizationPolicyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.RequireAuthenticatedUser().AddRequirements(new TokenKindRequirement(machine: false));
    }

    /// <summary>Requires the access token of a machine, that is, of an application that acts for itself. A user fails it.</summary>
    /// <param name="builder">The policy.</param>
    /// <returns>The policy.</returns>
    public static AuthorizationPolicyBuilder RequireWorkOsMachine(this AuthorizationPolicyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.RequireAuthenticatedUser().AddRequirements(new TokenKindRequirement(machine: true));
    }

    // A requirement without values would be met by every user, which is never intended.
    private static void ThrowIfEmpty(AuthorizationPolicyBuilder builder, string[] values, [CallerArgumentExpression(nameof(values))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(values, parameter);
        if (values.Length == 0)
        {
            throw new ArgumentException("Name at least one value: a requirement without values would be met by every user.", parameter);
        }
    }
}
