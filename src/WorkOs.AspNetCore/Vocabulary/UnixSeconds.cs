using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>Converts dates to the format in sessions and marks: seconds since 1970, as text.</summary>
internal static class UnixSeconds
{
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Returns the date; <see langword="null"/> if the text is not one.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Last
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Returns the text; empty if there is no date.</summary>
    public static string TextOf(DateTimeOffset? date) => date?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
