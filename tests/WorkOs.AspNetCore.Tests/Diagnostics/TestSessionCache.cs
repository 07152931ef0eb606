namespace WorkOs.AspNetCore.Tests.Diagnostics;

/// <summary>A cache without content, which does what a test asks for before it answers.</summary>
internal sealed class TestSessionCache : IWorkOsSessionCache
{
    public Action? Before { get; init; }

    public Task Answer { get; init; } = Task.CompletedTask;

    public async ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        await AnswerAsync();
        return new byte[]?[keys.Count];
    }

    public async ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) => await AnswerAsync();

    public async ValueTask<bool> TrySetAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await AnswerAsync();
        return true;
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => await AnswerAsync();

    private Task AnswerAsync()
    {
        Before?.Invoke();
        return Answer;
    }
}
