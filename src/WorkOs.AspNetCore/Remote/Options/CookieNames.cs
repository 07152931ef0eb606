using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>The names of cookies that belong to one scheme.</summary>
internal static class CookieNames
{
    /// <summary>What makes a browser refuse a cookie that came without TLS, from a parent domain or for a path.</summary>
    public const string HostPrefix = "__Host-";

    private const int SchemeTagBytes = 4;

    /// <summary>The app's name for the cookies, and a tag in place of a scheme name of any length.</summary>
    public static string PrefixFor(string? name, string scheme) =>
        $"{name}{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(scheme)).AsSpan(0, SchemeTagBytes))}.";

    /// <summary>The same with <see cref="HostPrefix"/>, unless the app has put a prefix there itself.</summary>
    public static string HostPrefixFor(string prefix) =>
        prefix.StartsWith("__", StringComparison.Ordinal) ? prefix : HostPrefix + prefix;
}
