using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Asks the marks about a session that is described by its ids.</summary>
internal static class MarkExtensions
{
    public static ValueTask<bool> ContainsAsync(
        this EndedSessions marks, string environment, string? sessionId, string? userId, string? organizationId, AuthenticationProperties? session = null)
    {
        IEnumerable<(string Type, string? Value)> claims =
            [(WorkOsClaimTypes.SessionId, sessionId), (ClaimTypes.NameIdentifier, userId), (WorkOsClaimTypes.OrganizationId, organizationId)];
        var identity = new ClaimsIdentity(claims.Where(claim => claim.Value is not null).Select(claim => new Claim(claim.Type, claim.Value!)));
        var properties = session?.Clone() ?? new AuthenticationProperties();
        SessionState.Write(properties, TokensOf(issuedAt: null), TimeSpan.FromSeconds(60), DateTimeOffset.UnixEpoch, keepTokens: false);
        return marks.ContainsAsync(environment, new ClaimsPrincipal(identity), SessionState.Read(properties)!, receivesOrganizationEvents: true, read: null);
    }

    public static SessionTokens TokensOf(DateTimeOffset? issuedAt) =>
        new("access", "refresh", issuedAt, (issuedAt ?? DateTimeOffset.UnixEpoch) + TimeSpan.FromMinutes(5));
}
