using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>The names of cookies that belong to one scheme.</summary>
internal static class CookieNames
{
    /// <summary>Browsers refuse a cookie with this prefix if it is set without TLS, for a domain, or for a path other than <c>/</c>.</summary>
    public const string HostPrefix = "__Host-";

    private const int SchemeTagBytes = 4;

    /// <summary>The app's name for the cookies, followed by a short hash of the scheme name, which can have any length.</summary>
    public static string PrefixFor(string? name, string scheme) =>
        $"{name}{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(scheme)).AsSpan(0, SchemeTagBytes))}.";

    /// <summary>The prefix with <see cref="HostPrefix"/>, unless the app's own name begins with such a prefix.</summary>
    public static string HostPrefixFor(string prefix) =>
        prefix.StartsWith("__", StringComparison.Ordinal) ? prefix : HostPrefix + prefix;
}
