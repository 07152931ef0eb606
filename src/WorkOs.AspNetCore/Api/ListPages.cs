namespace WorkOs.AspNetCore;

/// <summary>Reads WorkOS's lists, which come in pages.</summary>
/// <remarks>See <see href="https://workos.com/docs/reference/pagination"/>.</remarks>
internal static class ListPages
{
    /// <summary>The most that WorkOS gives at once.</summary>
    public const int Size = 100;

    private const int MaxCursorLength = 256;

    /// <summary>Whether an answer is a list of objects that have ids.</summary>
    public static bool IsList(JsonElement answer) =>
        answer.TryGetProperty("data", out var data)
        && data.ValueKind == JsonValueKind.Array
        && data.EnumerateArray().All(item => item.GetStringOrNull("id") is not null);

    /// <summary>The cursor of the next page; <see langword="null"/> where this was the last one.</summary>
    /// <param name="list">The page.</param>
    /// <param name="seen">The cursors of the pages before.</param>
    /// <exception cref="WorkOsApiException">
    /// The list goes on but does not say how, or leads back to where it has been: nothing can be said about the rest of it.
    /// </exception>
    public static string? NextCursor(JsonElement list, ISet<string> seen)
    {
        if (list.GetObjectOrNull("list_metadata") is not { } metadata
            || !metadata.TryGetProperty("after", out var after)
            || after.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return after.ValueKind == JsonValueKind.String && WireText.IsToken(after.GetString(), MaxCursorLength) && seen.Add(after.GetString()!)
            ? after.GetString()
            : throw new WorkOsApiException(WorkOsApiErrorKind.Invalid);
    }
}
