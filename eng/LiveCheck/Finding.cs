namespace LiveCheck;

/// <summary>What came of a check.</summary>
internal sealed record Finding(Check Check)
{
    /// <summary>Why it could not be tried, or null.</summary>
    public string? NotTried { get; init; }

    public IReadOnlyList<string> Differences { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool IsSame => NotTried is null && Differences.Count == 0;
}
