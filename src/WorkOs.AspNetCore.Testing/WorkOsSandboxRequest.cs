namespace WorkOs.AspNetCore.Testing;

/// <summary>A request that reached the sandbox.</summary>
/// <param name="Method">The HTTP method, in upper case.</param>
/// <param name="Path">The path, without the query string.</param>
/// <param name="QueryString">The query string with its leading <c>?</c>, or an empty string.</param>
public sealed record WorkOsSandboxRequest(string Method, string Path, string QueryString);
