using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Identifiers in WorkOS's shape: a prefix and 26 characters of Crockford's base 32.</summary>
internal static class SandboxIds
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New(string prefix) => prefix + "01" + RandomNumberGenerator.GetString(Alphabet, 24);

    public static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>Derives an identifier from the seeds, so that a person has the same ids after a restart of the sandbox.</summary>
    public static string Derive(string prefix, params ReadOnlySpan<string?> seeds)
    {
        var text = string.Join('\n', seeds!);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return string.Create(prefix.Length + 26, (prefix, hash), static (span, s) =>
        {
            s.prefix.CopyTo(span);
            span = span[s.prefix.Length..];
            "01".CopyTo(span);
            for (var i = 2; i < span.Length; i++)
            {
                span[i] = Alphabet[s.hash[i] & 31];
            }
        });
    }
}
