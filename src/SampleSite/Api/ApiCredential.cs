namespace SampleSite.Api;

/// <summary>A credential that a caller of the API can send.</summary>
/// <param name="Name">The kind of credential.</param>
/// <param name="Owner">A description of its owner.</param>
/// <param name="Grants">The permissions and scopes that it contains, each with its kind.</param>
/// <param name="Value">The value of the credential, which no page shows; <see langword="null"/> for none.</param>
public sealed record ApiCredential(string Name, string Owner, IReadOnlyList<string> Grants, string? Value);
