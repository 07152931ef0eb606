using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>Checks whether text from untrusted sources has the restricted format of ids, codes and header tokens.</summary>
internal static class WireText
{
    // Servers limit the size of headers; 16 KB is more than any token of WorkOS has.
    private const int MaxBearerLength = 16 * 1024;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

    private static readonly SearchValues<char> CodeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly SearchValues<char> BearerCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=");

    public static bool IsToken([NotNullWhen(true)] string? value, int maxLength) =>
        value is { Length: > 0 } && value.Length <= maxLength && !value.AsSpan().ContainsAnyExcept(TokenCharacters);

    public static bool IsErrorCode([NotNullWhen(true)] string? value, int maxLength) =>
        value is { Length: > 0 } && value.Length <= maxLength && !value.AsSpan().ContainsAnyExcept(CodeCharacters);

    /// <summary>Whether the value can be sent as <c>Authorization: Bearer</c> (RFC 6750 section 2.1).</summary>
    public static bool IsBearerToken([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= MaxBearerLength } && !value.AsSpan().ContainsAnyExcept(BearerCharacters);
}
