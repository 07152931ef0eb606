namespace SampleSite.Profile;

/// <summary>The label of a claim type.</summary>
/// <param name="Text">The label; <see langword="null"/> if this site has none for the type.</param>
/// <param name="Code">The type as it appears in code.</param>
public sealed record ClaimLabel(string? Text, string Code);
