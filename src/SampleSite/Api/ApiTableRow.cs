namespace SampleSite.Api;

/// <summary>An endpoint, and how it answered each credential; <see langword="null"/> where it did not answer.</summary>
public sealed record ApiTableRow(ApiEndpoint Endpoint, IReadOnlyList<ApiAnswer?> Answers);
