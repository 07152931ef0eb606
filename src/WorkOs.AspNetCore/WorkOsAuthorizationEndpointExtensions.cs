using Microsoft.AspNetCore.Authorization;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the requirements of <see cref="WorkOsAuthorizationPolicyBuilderExtensions"/> to an endpoint or a group of endpoints.</summary>
public static class WorkOsAuthorizationEndpointExtensions
{
    /// <inheritdoc cref="WorkOsAuthorizationPolicyBuilderExtensions.RequireWorkOsRole"/>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder RequireWorkOsRole<TBuilder>(this TBuilder builder, params string[] roles)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireWorkOsRole(roles));

    /// <inheritdoc cref="WorkOsAuthorizationPolicyBuilderExtensions.RequireWorkOsPermission"/>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder RequireWorkOsPermission<TBuilder>(this TBuilder builder, params string[] permissions)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireWorkOsPermission(permissions));

    /// <inheritdoc cref="WorkOsAuthorizationPolicyBuilderExtensions.RequireWorkOsEntitlement"/>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder RequireWorkOsEntitlement<TBuilder>(this TBuilder builder, params string[] entitlements)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireWorkOsEntitlement(entitlements));

    /// <inheritdoc cref="WorkOsAuthorizationPolicyBuilderExtensions.RequireWorkOsOrganization(AuthorizationPolicyBuilder)"/>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder RequireWorkOsOrganization<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireWorkOsOrganization());

    /// <inheritdoc cref="WorkOsAuthorizationPolicyBuilderExtensions.RequireWorkOsOrganization(AuthorizationPolicyBuilder, string[])"/>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder RequireWorkOsOrganization<TBuilder>(this TBuilder builder, params string[] organizationIds)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireWorkOsOrganization(organizationIds));

    /// <inheritdoc cref="WorkOsAuthorizationPolicyBuilderExtensions.RequireWorkOsRecentSignIn"/>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder RequireWorkOsRecentSignIn<TBuilder>(this TBuilder builder, TimeSpan maxAge)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireWorkOsRecentSignIn(maxAge));

    /// <inheritdoc cref="WorkOsAuthorizationPolicyBuilderExtensions.RequireWorkOsScope"/>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder RequireWorkOsScope<TBuilder>(this TBuilder builder, params string[] scopes)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireWorkOsScope(scopes));

    /// <inheritdoc cref="WorkOsAuthorizationPolicyBuilderExtensions.RequireWorkOsUser"/>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder RequireWorkOsUser<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(static policy => policy.RequireWorkOsUser());

    /// <inheritdoc cref="WorkOsAuthorizationPolicyBuilderExtensions.RequireWorkOsMachine"/>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder RequireWorkOsMachine<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(static policy => policy.RequireWorkOsMachine());
}
