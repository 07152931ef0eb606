namespace WorkOs.AspNetCore;

/// <summary>Reads WorkOS's lists, which come in pages.</summary>
/// <remarks>See <see href="https://workos.com/docs/reference/pagination"/>.</remarks>
internal static class ListPages
{
    /// <summary>The maximum page size of WorkOS.</summary>
    public const int Size = 100;

    private const int MaxCursorLength = 256;

    /// <summary>Reads a page of a list of objects that have ids.</summary>
    /// <param name="client">The client.</param>
    /// <param name="url">The address of the list, with a query.</param>
    /// <param name="after">The cursor of the page; <see langword="null"/> for the first one.</param>
    /// <param name="bearer">The API key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="WorkOsApiException">WorkOS cannot be reached, or its answer is not such a list.</exception>
    public static async Task<JsonDocument> GetAsync(WorkOsApiClient client, string url, string? after, string bearer, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(after is null ? url : $"{url}&after={Uri.EscapeDataString(after)}", bearer, cancellationToken);
        if (IsList(answer.RootElement))
        {
            return answer;
        }

        answer.Dispose();
        throw new WorkOsApiException(WorkOsApiErrorKind.Invalid);
    }

    /// <summary>The cursor of the next page; <see langword="null"/> where this was the last one.</summary>
    /// <param name="list">The page.</param>
    /// <param name="seen">The cursors of the pages before.</param>
    /// <exception cref="WorkOsApiException">
    /// The list continues without a valid cursor, or repeats a cursor, so that the rest of the list is unknown.
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

    private static bool IsList(JsonElement answer) =>
        answer.TryGetProperty("data", out var data)
        && data.ValueKind == JsonValueKind.Array
        && data.EnumerateArray().All(item => item.GetStringOrNull("id") is not null);
}
