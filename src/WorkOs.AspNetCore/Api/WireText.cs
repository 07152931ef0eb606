using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>Tells whether a text from outside has the narrow form that ids, codes and header tokens have.</summary>
internal static class WireText
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

    private static readonly SearchValues<char> CodeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    public static bool IsToken([NotNullWhen(true)] string? value, int maxLength) =>
        IsOf(value, maxLength, TokenCharacters);

    public static bool IsErrorCode([NotNullWhen(true)] string? value, int maxLength) =>
        IsOf(value, maxLength, CodeCharacters);

    private static bool IsOf([NotNullWhen(true)] string? value, int maxLength, SearchValues<char> characters) =>
        !string.IsNullOrEmpty(value) && value.Length <= maxLength && !value.AsSpan().ContainsAnyExcept(characters);
}
