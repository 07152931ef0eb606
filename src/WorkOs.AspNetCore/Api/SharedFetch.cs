namespace WorkOs.AspNetCore;

/// <summary>
/// One call at a time for something that many requests need: whoever needs it meanwhile waits for the same call, which no single request
/// can call off. What comes of it, and when to ask again, is kept by whoever owns this.
/// </summary>
internal sealed class SharedFetch<T>
    where T : class
{
    private readonly Lock _gate = new();
    private Task? _running;

    /// <summary>The call under way, or a new one where that is allowed; <see langword="null"/> where there is neither.</summary>
    /// <param name="isAllowed">Asked under the lock: somebody else may have made the call since the caller found it due.</param>
    /// <param name="fetch">Makes the call, within a time limit of its own. It reports itself what goes wrong.</param>
    /// <param name="take">Takes what the call brought, or null, under the lock and before anybody who waits goes on.</param>
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
