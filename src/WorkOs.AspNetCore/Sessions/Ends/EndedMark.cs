namespace WorkOs.AspNetCore;

/// <summary>
/// What is remembered of the end of a user's sessions. Neither part is a date of this machine's: the generation is random
/// and new with every end by the app, the time is WorkOS's, as are those of the tokens that it is compared with.
/// </summary>
internal sealed record EndedMark(string? Generation, DateTimeOffset? EndedAt)
{
    /// <summary>What a cache holds. Text of another form counts as a generation that no session has seen.</summary>
    public static EndedMark Parse(string text)
    {
        var separator = text.IndexOf(' ', StringComparison.Ordinal);
        var generation = separator < 0 ? text : text[..separator];
        return new EndedMark(generation.Length == 0 ? null : generation, separator < 0 ? null : UnixSeconds.Parse(text.AsSpan(separator + 1)));
    }

    /// <summary>This mark with an end at WorkOS, which does not go back in time.</summary>
    public EndedMark With(DateTimeOffset endedAt) => this with { EndedAt = EndedAt > endedAt ? EndedAt : endedAt };

    /// <summary>Whether the app has ended what began when it saw this generation, or none.</summary>
    public bool IsOtherThan(string? generation) => Generation is not null && Generation != generation;

    /// <summary>Whether WorkOS has ended what began at this time by its clock; a time that is not known is before every end.</summary>
    public bool IsSince(DateTimeOffset? began) => EndedAt >= (began ?? DateTimeOffset.MinValue);

    public override string ToString() => EndedAt is null ? Generation ?? string.Empty : $"{Generation} {UnixSeconds.TextOf(EndedAt)}";
}
