using Microsoft.AspNetCore.Authorization;

namespace WorkOs.AspNetCore;

/// <summary>Requires one of several scopes. The response to a client that has none of them contains the first, which should grant the least.</summary>
internal sealed class ScopeRequirement(IReadOnlyList<string> scopes) : AuthorizationHandler<ScopeRequirement>, IAuthorizationRequirement
{
    private readonly IReadOnlyList<string> _scopes = scopes;

    public string First => _scopes[0];

    /// <summary>Returns the scope that meets the requirement; null if the user has none of them.</summary>
    public string? FindHeld(Func<string, bool> has) => _scopes.FirstOrDefault(has);

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (requirement.FindHeld(scope => context.User.HasScope(scope)) is not null)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    public override string ToString() => $"{nameof(ScopeRequirement)}: one of the scopes {string.Join(", ", _scopes)}";
}
