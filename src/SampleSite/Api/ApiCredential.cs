namespace SampleSite.Api;

/// <summary>Something that a caller of the API can send.</summary>
/// <param name="Name">The kind of credential.</param>
/// <param name="Owner">Whose it is, in words.</param>
/// <param name="Grants">What it says that the caller may do, each with its kind.</param>
/// <param name="Value">The credential itself, which no page shows; <see langword="null"/> for none.</param>
public sealed record ApiCredential(string Name, string Owner, IReadOnlyList<string> Grants, string? Value);
