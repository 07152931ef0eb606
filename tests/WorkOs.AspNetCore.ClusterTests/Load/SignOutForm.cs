namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>The form of the sample that signs out, as a person has it in front of them.</summary>
/// <param name="Fields">What it posts.</param>
internal sealed record SignOutForm(IReadOnlyList<(string Name, string Value)> Fields);
