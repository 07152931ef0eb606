namespace SampleSite.Api;

/// <summary>An endpoint and its response to each credential; <see langword="null"/> if there was no response.</summary>
public sealed record ApiTableRow(ApiEndpoint Endpoint, IReadOnlyList<ApiAnswer?> Answers);
