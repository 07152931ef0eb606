using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Checks <c>WorkOS-Signature: t=&lt;milliseconds&gt;, v1=&lt;hex of HMAC-SHA256 over "t.body"&gt;</c> against each secret
/// that is in force.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/events/data-syncing/webhooks"/>.</remarks>
internal sealed class WebhookSignature
{
    private const int MaxHeaderLength = 1024;
    private const int MaxSignatures = 4;

    private readonly string _timestamp;
    private readonly List<byte[]> _signatures;

    private WebhookSignature(string timestamp, DateTimeOffset signedAt, List<byte[]> signatures)
    {
        _timestamp = timestamp;
        SignedAt = signedAt;
        _signatures = signatures;
    }

    /// <summary>When the webhook was signed, by WorkOS's clock. Unverified until <see cref="IsOf"/> has returned <see langword="true"/>.</summary>
    public DateTimeOffset SignedAt { get; }

    /// <summary>Reads the header. <see langword="null"/> if it is not valid for any body.</summary>
    public static WebhookSignature? TryRead(string? header, DateTimeOffset now, TimeSpan tolerance) =>
        TryRead(header, out var timestamp, out var signatures) && FindTime(timestamp, now, tolerance) is { } signedAt
            ? new WebhookSignature(timestamp, signedAt, signatures)
            : null;

    /// <summary>Whether this body was signed with one of these secrets.</summary>
    public bool IsOf(ReadOnlySpan<byte> body, IEnumerable<string> secrets)
    {
        // Compares every pair, so that the duration does not reveal which one matched.
        var matches = false;
        foreach (var secret in secrets)
        {
            var expected = Compute(_timestamp, body, secret);
            foreach (var signature in _signatures)
            {
                matches |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return matches;
    }

    private static bool TryRead(string? header, out string timestamp, out List<byte[]> signatures)
    {
        timestamp = string.Empty;
        signatures = [];
        if (string.IsNullOrEmpty(header) || header.Length > MaxHeaderLength)
        {
            return false;
        }

        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal))
            {
                // The timestamp is signed as written, so a header with two timestamps is rejected.
                if (timestamp.Length > 0)
                {
                    return false;
                }

                timestamp = part[2..];
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && TryReadHex(part.AsSpan(3)) is { } signature)
            {
                signatures.Add(signature);
            }
        }

        return timestamp.Length > 0 && signatures.Count is > 0 and <= MaxSignatures;
    }

    private static byte[]? TryReadHex(ReadOnlySpan<char> hex)
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        return hex.Length == bytes.Length * 2
            && Convert.FromHexString(hex, bytes, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == bytes.Length
                ? bytes
                : null;
    }

    private static DateTimeOffset? FindTime(string timestamp, DateTimeOffset now, TimeSpan tolerance) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && Math.Abs((decimal)now.ToUnixTimeMilliseconds() - milliseconds) <= (decimal)tolerance.TotalMilliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    private static byte[] Compute(string timestamp, ReadOnlySpan<byte> body, string secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp));
        hmac.AppendData("."u8);
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
