namespace WorkOs.AspNetCore.Testing;

/// <summary>A fault of a call. Properties that are not set do not change the response.</summary>
public sealed class WorkOsSandboxFault
{
    /// <summary>The status to respond with, or null, the default, for the real response after <see cref="Delay"/> and <see cref="Until"/>.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The body of the response with <see cref="StatusCode"/>; empty by default.</summary>
    public string Body { get; init; } = "";

    /// <summary>The media type of <see cref="Body"/>; <c>application/json</c> by default.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The headers of the response with <see cref="StatusCode"/>, such as <c>Retry-After</c>; none by default.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The delay of the response, measured with the sandbox's <see cref="TimeProvider"/>; zero by default.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>A task that the response waits for, to hold a call until a test completes the task. Default: null, no wait.</summary>
    public Task? Until { get; init; }

    /// <summary>Whether the connection is reset instead of a response; <see langword="false"/> by default.</summary>
    public bool Abort { get; init; }
}
