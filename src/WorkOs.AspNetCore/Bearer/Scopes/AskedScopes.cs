using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Authorization;

namespace WorkOs.AspNetCore;

/// <summary>The scopes that a request requires, by its endpoint or by the call that challenged or forbade it.</summary>
/// <param name="Names">The scopes that a client should request.</param>
/// <param name="AreMissing">Whether the user does not have one of them.</param>
internal sealed record AskedScopes(IReadOnlyList<string> Names, bool AreMissing)
{
    /// <summary>The scopes in the format of RFC 6750, separated by spaces; null if there are none.</summary>
    public string? Text => Names.Count == 0 ? null : string.Join(' ', Names);

    public static async Task<AskedScopes> FindAsync(HttpContext context, AuthenticationProperties properties, ClaimsPrincipal? user)
    {
        var names = new List<string>();
        var areMissing = false;
        foreach (var requirement in await RequirementsOfAsync(context))
        {
            var held = requirement.FindHeld(Has);
            Add(held ?? requirement.First);
            areMissing |= held is null;
        }

        foreach (var scope in properties.GetParameter<ICollection<string>>(OAuthChallengeProperties.ScopeKey) ?? [])
        {
            if (Scope.IsValid(scope))
            {
                Add(scope);
                areMissing |= !Has(scope);
            }
        }

        return new AskedScopes(names, areMissing);

        bool Has(string scope) => user?.HasScope(scope) == true;

        void Add(string scope)
        {
            if (!names.Contains(scope, StringComparer.Ordinal))
            {
                names.Add(scope);
            }
        }
    }

    // Combines the same policies as the authorization middleware.
    private static async Task<IEnumerable<ScopeRequirement>> RequirementsOfAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata
            || context.RequestServices.GetService<IAuthorizationPolicyProvider>() is not { } policies)
        {
            return [];
        }

        var policy = await AuthorizationPolicy.CombineAsync(
            policies, metadata.GetOrderedMetadata<IAuthorizeData>(), metadata.GetOrderedMetadata<AuthorizationPolicy>())
            ?? await policies.GetFallbackPolicyAsync();
        var ofAttributes = metadata.GetOrderedMetadata<IAuthorizationRequirementData>().SelectMany(static data => data.GetRequirements());
        return (policy?.Requirements ?? []).Concat(ofAttributes).OfType<ScopeRequirement>();
    }
}
