namespace WorkOs.AspNetCore.Testing;

/// <summary>The received requests, oldest first.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<WorkOsSandboxRequest> _requests = [];

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
