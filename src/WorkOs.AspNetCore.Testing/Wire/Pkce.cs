using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore.Testing;

/// <summary>PKCE (RFC 7636), S256 only.</summary>
internal static class Pkce
{
    /// <summary>The reason to refuse the two parameters of the authorization request, or null if they are valid.</summary>
    public static string? Refusal(string? challenge, string? method) => (challenge, method) switch
    {
        (null, null) => null,
        (null, _) => "code_challenge_method was sent without code_challenge.",
        (_, not "S256") => "code_challenge_method must be S256.",
        ({ Length: 43 }, _) when challenge.All(IsBase64Url) => null,
        _ => "code_challenge must be the base64url form of a SHA-256 hash, 43 characters.",
    };

    /// <summary>A code verifier is required if a challenge was sent, and refused if none was sent.</summary>
    public static bool Matches(string? challenge, string? verifier) => (challenge, verifier) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ => verifier.Length is >= 43 and <= 128 && FixedTime.Equal(challenge, Challenge(verifier)),
    };

    private static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static bool IsBase64Url(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
