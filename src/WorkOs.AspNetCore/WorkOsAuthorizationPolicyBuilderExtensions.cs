using WorkOs.AspNetCore;

namespace Microsoft.AspNetCore.Authorization;

/// <summary>
/// Policies over what WorkOS says about a person. They hold for AuthKit sessions, for bearer tokens and, as far as the
/// claims exist there, for single sign-on. A claim that is missing means no.
/// </summary>
public static class WorkOsAuthorizationPolicyBuilderExtensions
{
    /// <summary>Asks for one of the roles.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="roles">The slugs of the roles, any one of which is enough; at least one.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">No role is named.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsRole(this AuthorizationPolicyBuilder builder, params string[] roles)
    {
        ThrowIfEmpty(builder, roles);
        return builder.RequireAuthenticatedUser().RequireRole(roles);
    }

    /// <summary>Asks for one of the permissions. To ask for several at once, call it several times.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="permissions">The slugs of the permissions, any one of which is enough; at least one.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">No permission is named.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsPermission(this AuthorizationPolicyBuilder builder, params string[] permissions)
    {
        ThrowIfEmpty(builder, permissions);
        return builder.RequireAuthenticatedUser().RequireClaim(WorkOsClaimTypes.Permission, permissions);
    }

    /// <summary>Asks for one of the entitlements. To ask for several at once, call it several times.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="entitlements">The entitlements, any one of which is enough; at least one.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">No entitlement is named.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsEntitlement(this AuthorizationPolicyBuilder builder, params string[] entitlements)
    {
        ThrowIfEmpty(builder, entitlements);
        return builder.RequireAuthenticatedUser().RequireClaim(WorkOsClaimTypes.Entitlement, entitlements);
    }

    /// <summary>Asks for a person who is signed in to an organization, whichever it is.</summary>
    /// <param name="builder">The policy.</param>
    /// <returns>The policy.</returns>
    public static AuthorizationPolicyBuilder RequireWorkOsOrganization(this AuthorizationPolicyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.RequireAuthenticatedUser().RequireClaim(WorkOsClaimTypes.OrganizationId);
    }

    /// <summary>Asks for a person who is signed in to one of the organizations.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="organizationIds">The ids (<c>org_…</c>), any one of which is enough; at least one.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">No organization is named, as when the setting that lists them is missing.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsOrganization(this AuthorizationPolicyBuilder builder, params string[] organizationIds)
    {
        ThrowIfEmpty(builder, organizationIds);
        return builder.RequireAuthenticatedUser().RequireClaim(WorkOsClaimTypes.OrganizationId, organizationIds);
    }

    /// <summary>
    /// Asks for a person who has proved who they are a short while ago, by the <c>auth_time</c> of AuthKit, which a
    /// refresh does not move. Whoever fails it can be sent to sign in again with
    /// <see cref="WorkOsAuthKitChallengeProperties.MaxAge"/>.
    /// </summary>
    /// <param name="builder">The policy.</param>
    /// <param name="maxAge">How long ago, at most.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAge"/> is not positive.</exception>
    public static AuthorizationPolicyBuilder RequireWorkOsRecentSignIn(this AuthorizationPolicyBuilder builder, TimeSpan maxAge)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxAge, TimeSpan.Zero);
        return builder.RequireAuthenticatedUser().AddRequirements(new RecentSignInRequirement(maxAge));
    }

    // An empty list would ask for nothing, which nobody means who calls this.
    private static void ThrowIfEmpty(AuthorizationPolicyBuilder builder, string[] values)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
        {
            throw new ArgumentException("Name at least one value: a policy that asks for none of them would let everybody in.", nameof(values));
        }
    }
}
