namespace WorkOs.AspNetCore.Testing;

/// <summary>A request that reached the sandbox.</summary>
public sealed record WorkOsSandboxRequest
{
    internal WorkOsSandboxRequest()
    {
    }

    /// <summary>The HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The path, without the query string.</summary>
    public required string Path { get; init; }

    /// <summary>The query string with its leading <c>?</c>, or an empty string.</summary>
    public required string QueryString { get; init; }
}
