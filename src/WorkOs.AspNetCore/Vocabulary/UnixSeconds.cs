using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>Dates as sessions and their marks hold them: seconds since 1970, as text.</summary>
internal static class UnixSeconds
{
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The date; <see langword="null"/> where the text is not one.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Last
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>The text; empty where there is no date.</summary>
    public static string TextOf(DateTimeOffset? date) => date?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
