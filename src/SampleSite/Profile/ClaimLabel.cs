namespace SampleSite.Profile;

/// <summary>How a claim type is shown.</summary>
/// <param name="Text">The type in words; <see langword="null"/> for one that this site has no words for.</param>
/// <param name="Code">The type as code would name it.</param>
public sealed record ClaimLabel(string? Text, string Code);
