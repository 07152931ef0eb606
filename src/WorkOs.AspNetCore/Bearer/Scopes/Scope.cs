using System.Buffers;

namespace WorkOs.AspNetCore;

/// <summary>A scope (RFC 6749 section 3.3), and who has it.</summary>
internal static class Scope
{
    // Without the comma, which the RFC allows: clients split the header that names scopes there.
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c).Except(['"', '\\', ','])]);

    public static bool IsValid(string? scope) => !string.IsNullOrEmpty(scope) && !scope.AsSpan().ContainsAnyExcept(Characters);

    // Not HasClaim, which compares the type without case.
    public static bool HasScope(this ClaimsPrincipal user, string scope) => user.Identities.Any(identity =>
        identity.IsAuthenticated && identity.Claims.Any(claim => claim.Type == WorkOsClaimTypes.Scope && claim.Value == scope));
}
