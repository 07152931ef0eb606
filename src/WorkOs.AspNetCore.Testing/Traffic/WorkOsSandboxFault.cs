namespace WorkOs.AspNetCore.Testing;

/// <summary>How a call goes wrong. What is not set happens as always.</summary>
public sealed class WorkOsSandboxFault
{
    /// <summary>The status to answer with instead of the real answer, or null to go on to the real one after <see cref="Delay"/> or <see cref="Until"/>; null by default.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The body that goes with <see cref="StatusCode"/>; empty by default.</summary>
    public string Body { get; init; } = "";

    /// <summary>The media type of <see cref="Body"/>; <c>application/json</c> by default.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Headers that go with <see cref="StatusCode"/>, such as <c>Retry-After</c>; none by default.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long the answer waits, by the sandbox's <see cref="TimeProvider"/>; zero by default.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The answer waits until this task ends: a way to hold a call without measuring time. Null, no wait, by default.</summary>
    public Task? Until { get; init; }

    /// <summary>Whether the connection is reset instead of an answer; <see langword="false"/> by default.</summary>
    public bool Abort { get; init; }
}
