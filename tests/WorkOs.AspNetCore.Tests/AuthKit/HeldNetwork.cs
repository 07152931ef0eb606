namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>A network that can keep calls to itself.</summary>
internal sealed class HeldNetwork() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _holds;

    public Task Hold()
    {
        _holds = true;
        return _reached.Task;
    }

    /// <summary>Whether a call was no longer waited for before it was released.</summary>
    public bool WasGivenUpOn { get; private set; }

    public void Release() => _released.TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_holds)
        {
            _reached.TrySetResult();
            try
            {
                await _released.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                WasGivenUpOn = true;
                throw;
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
