using System.Security.Claims;
using WorkOs.AspNetCore;

namespace WorkOsApp._1;

/// <summary>The user of an access token.</summary>
internal sealed record Caller(string? Id, string? Organization, IReadOnlyList<string> Roles)
{
    public static Caller From(ClaimsPrincipal user) => new(
        user.FindFirstValue(ClaimTypes.NameIdentifier),
        user.FindFirstValue(WorkOsClaimTypes.OrganizationId),
        [.. user.FindAll(ClaimTypes.Role).Select(role => role.Value)]);
}
