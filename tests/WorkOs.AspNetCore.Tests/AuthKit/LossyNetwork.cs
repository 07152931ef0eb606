namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>The network to WorkOS, which can lose answers: the call arrives, what it brought does not come back.</summary>
internal sealed class LossyNetwork : DelegatingHandler
{
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _answers;

    public LossyNetwork()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>How many of the next answers are lost.</summary>
    public int Loses { get; set; }

    /// <summary>What a lost answer looks like to the app.</summary>
    public Func<Exception> Loss { get; set; } = static () => new HttpRequestException(HttpRequestError.ResponseEnded);

    /// <summary>When a number of calls has been answered, the lost ones included.</summary>
    public Task AnsweredAsync(int count)
    {
        lock (_waiting)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_answers >= count)
            {
                reached.SetResult();
            }

            _waiting.Add((count, reached));
            return reached.Task;
        }
    }

    public void Reset() => _answers = 0;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var isLost = Loses > 0;
        Loses -= isLost ? 1 : 0;
        lock (_waiting)
        {
            _answers++;
            foreach (var (_, reached) in _waiting.Where(waiting => waiting.Count <= _answers))
            {
                reached.TrySetResult();
            }
        }

        if (!isLost)
        {
            return response;
        }

        response.Dispose();
        throw Loss();
    }
}
