namespace WorkOs.AspNetCore.Testing;

/// <summary>The faults for the next calls, oldest first.</summary>
internal sealed class FaultQueue
{
    private readonly Lock _lock = new();
    private readonly List<(string Path, WorkOsSandboxFault Fault, int Times)> _calls = [];
    private readonly Queue<(string Error, string? Description)> _authorizations = [];

    public void Add(string path, WorkOsSandboxFault fault, int times)
    {
        lock (_lock)
        {
            _calls.Add((path, fault, times));
        }
    }

    public void AddAuthorization(string error, string? description)
    {
        lock (_lock)
        {
            _authorizations.Enqueue((error, description));
        }
    }

    public WorkOsSandboxFault? Take(string path)
    {
        lock (_lock)
        {
            var index = _calls.FindIndex(call => SandboxPath.Covers(call.Path, path));
            if (index < 0)
            {
                return null;
            }

            var (covered, fault, times) = _calls[index];
            if (times == 1)
            {
                _calls.RemoveAt(index);
            }
            else
            {
                _calls[index] = (covered, fault, times - 1);
            }

            return fault;
        }
    }

    public (string Error, string? Description)? TakeAuthorization()
    {
        lock (_lock)
        {
            return _authorizations.TryDequeue(out var authorization) ? authorization : null;
        }
    }
}
