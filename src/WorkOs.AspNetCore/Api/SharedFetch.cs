namespace WorkOs.AspNetCore;

/// <summary>
/// Makes one call at a time for data that many requests need. Concurrent requests wait for the same call, and no single request can cancel it. The
/// owner of this object stores the result, and decides when to call again.
/// </summary>
internal sealed class SharedFetch<T>
    where T : class
{
    private readonly Lock _gate = new();
    private Task? _running;

    /// <summary>The call under way, or a new one if that is allowed; <see langword="null"/> if neither exists.</summary>
    /// <param name="isAllowed">Called under the lock, because another request may have made the call since the caller found it due.</param>
    /// <param name="fetch">Makes the call, within a time limit of its own, and reports its own failures.</param>
    /// <param name="take">Receives the result of the call, or null, under the lock and before the waiting requests continue.</param>
    /// <param name="started">Whether the call is new.</param>
    public Task? JoinOrStart(Func<bool> isAllowed, Func<Task<T?>> fetch, Action<T?> take, out bool started)
    {
        TaskCompletionSource done;
        lock (_gate)
        {
            started = _running is null && isAllowed();
            if (!started)
            {
                return _running;
            }

            done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running = done.Task;
        }

        _ = RunAsync(fetch, take, done);
        return done.Task;
    }

    private async Task RunAsync(Func<Task<T?>> fetch, Action<T?> take, TaskCompletionSource done)
    {
        T? fetched = null;
        try
        {
            fetched = await fetch();
        }
        finally
        {
            lock (_gate)
            {
                take(fetched);
                _running = null;
            }

            done.SetResult();
        }
    }
}
