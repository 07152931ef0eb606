namespace LiveCheck;

/// <summary>The result of a check.</summary>
internal sealed record Finding(Check Check)
{
    /// <summary>The reason why the check could not run, or null.</summary>
    public string? NotTried { get; init; }

    public IReadOnlyList<string> Differences { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool IsSame => NotTried is null && Differences.Count == 0;
}
