namespace WorkOs.AspNetCore.Testing;

/// <summary>What was called, in order.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<WorkOsSandboxRequest> _requests = [];

    /// <summary>A path means itself; one that ends in a slash, everything below.</summary>
    public static bool Covers(string named, string path) =>
        named.EndsWith('/') ? path.StartsWith(named, StringComparison.Ordinal) : path == named;

    public void Add(WorkOsSandboxRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
        }
    }

    public IReadOnlyList<WorkOsSandboxRequest> Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }
}
