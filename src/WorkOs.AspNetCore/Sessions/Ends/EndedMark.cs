namespace WorkOs.AspNetCore;

/// <summary>
/// The stored record of the end of a user's sessions. It does not use this machine's clock: the generation is random and changes with every end by
/// the app, and the time comes from WorkOS, as do the times of the tokens that it is compared with.
/// </summary>
internal sealed record EndedMark(string? Generation, DateTimeOffset? EndedAt)
{
    /// <summary>Parses the value of a cache entry. Text of another form counts as a generation that no session has seen.</summary>
    public static EndedMark Parse(string text)
    {
        var separator = text.IndexOf(' ', StringComparison.Ordinal);
        var generation = separator < 0 ? text : text[..separator];
        return new EndedMark(generation.Length == 0 ? null : generation, separator < 0 ? null : UnixSeconds.Parse(text.AsSpan(separator + 1)));
    }

    /// <summary>This mark with the time of an end at WorkOS. An earlier time does not replace a later one.</summary>
    public EndedMark With(DateTimeOffset endedAt) => this with { EndedAt = EndedAt > endedAt ? EndedAt : endedAt };

    /// <summary>Whether the app has ended the sessions that began with this generation, or with none.</summary>
    public bool IsOtherThan(string? generation) => Generation is not null && Generation != generation;

    /// <summary>
    /// Whether WorkOS has ended the sessions that began at this time, by WorkOS's clock. An unknown time counts as earlier than every end.
    /// </summary>
    public bool IsSince(DateTimeOffset? began) => EndedAt >= (began ?? DateTimeOffset.MinValue);

    public override string ToString() => EndedAt is null ? Generation ?? string.Empty : $"{Generation} {UnixSeconds.TextOf(EndedAt)}";
}
