using Microsoft.AspNetCore.Authorization;

namespace WorkOs.AspNetCore;

/// <summary>Requires a user, or a machine. A session in a cookie has no token kind, and belongs to a user.</summary>
internal sealed class TokenKindRequirement(bool machine) : AuthorizationHandler<TokenKindRequirement>, IAuthorizationRequirement
{
    private readonly bool _machine = machine;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, TokenKindRequirement requirement)
    {
        if (context.User.Identities.Any(identity => identity.IsAuthenticated && (requirement._machine ? IsMachine(identity) : IsUser(identity))))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    public override string ToString() => $"{nameof(TokenKindRequirement)}: {(_machine ? "a machine" : "a user")}";

    private static bool IsMachine(ClaimsIdentity identity) => KindOf(identity) == WorkOsTokenKinds.Machine;

    private static bool IsUser(ClaimsIdentity identity) =>
        KindOf(identity) is null or WorkOsTokenKinds.User && identity.HasClaim(static claim => claim.Type == ClaimTypes.NameIdentifier && claim.Value.Length > 0);

    private static string? KindOf(ClaimsIdentity identity) => identity.FindFirst(WorkOsClaimTypes.TokenKind)?.Value;
}
