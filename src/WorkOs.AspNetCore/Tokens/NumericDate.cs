using System.Runtime.InteropServices;

namespace WorkOs.AspNetCore;

/// <summary>Reads seconds since 1970 (RFC 7519 section 2), with or without a fraction. Exponents and dates before 1970 or after 9999 are refused.</summary>
internal static class NumericDate
{
    private const int MaxDigits = 24;

    private const long LastSecond = 253402300799;

    /// <summary>Returns the date; <see langword="null"/> if the value is not one.</summary>
    public static DateTimeOffset? Read(JsonElement value)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value));
        return reader.Read() && TryRead(in reader, out var date) ? date : null;
    }

    public static bool TryRead(ref readonly Utf8JsonReader reader, out DateTimeOffset? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.Number
            || reader.ValueSpan.Length > MaxDigits
            || reader.ValueSpan.ContainsAny("-eE"u8)
            || !reader.TryGetDecimal(out var seconds)
            || seconds > LastSecond)
        {
            return false;
        }

        value = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
