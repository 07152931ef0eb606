using System.Buffers;

namespace WorkOs.AspNetCore;

/// <summary>Checks the format of a scope (RFC 6749 section 3.3), and whether a user has it.</summary>
internal static class Scope
{
    // Without the comma, which the RFC allows, because clients split the header that contains the scopes at commas.
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c).Except(['"', '\\', ','])]);

    public static bool IsValid(string? scope) => !string.IsNullOrEmpty(scope) && !scope.AsSpan().ContainsAnyExcept(Characters);

    // HasClaim is not used, because it compares the claim type case-insensitively.
    public static bool HasScope(this ClaimsPrincipal user, string scope) => user.Identities.Any(identity =>
        identity.IsAuthenticated && identity.Claims.Any(claim => claim.Type == WorkOsClaimTypes.Scope && claim.Value == scope));
}
