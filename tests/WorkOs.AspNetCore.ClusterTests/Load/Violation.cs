namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Something that the scenario does not allow.</summary>
/// <param name="What">What it is, the same words for each of its kind.</param>
/// <param name="Person">Who saw it; <see langword="null"/> for what concerns all.</param>
/// <param name="At">When, in the timestamp of the test.</param>
/// <param name="Details">What the machine answered.</param>
/// <param name="Events">What happened to the person before.</param>
internal sealed record Violation(string What, string? Person, long At, string Details, IReadOnlyList<(long At, string Text)> Events);
