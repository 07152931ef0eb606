using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>When something was ended, and until when that has to be known.</summary>
internal sealed record EndedMark(DateTimeOffset EndedAt, DateTimeOffset KeptUntil)
{
    /// <summary>What is left of the mark in a cache, which knows seconds.</summary>
    public static EndedMark? Parse(string? text)
    {
        var separator = text?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        return separator > 0 && ParseTime(text.AsSpan(0, separator)) is { } endedAt && ParseTime(text.AsSpan(separator + 1)) is { } keptUntil
            ? new EndedMark(endedAt, keptUntil)
            : null;
    }

    /// <summary>This mark and an earlier one: neither goes back in time, nor is forgotten sooner.</summary>
    public EndedMark Over(EndedMark earlier) => new(Later(EndedAt, earlier.EndedAt), Later(KeptUntil, earlier.KeptUntil));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{EndedAt.ToUnixTimeSeconds()} {KeptUntil.ToUnixTimeSeconds()}");

    private static DateTimeOffset? ParseTime(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
