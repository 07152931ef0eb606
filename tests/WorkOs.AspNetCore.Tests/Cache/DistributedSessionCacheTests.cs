using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Cache;

/// <summary>The cache of an app that registers none of its own.</summary>
[Trait("Room", "Cache")]
public sealed class DistributedSessionCacheTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Several_keys_are_all_asked_for_before_the_first_answer()
    {
        var answers = new TaskCompletionSource<byte[]?>();
        var asked = new List<string>();
        var cache = new DistributedSessionCache(new Asked(asked, answers.Task), TimeProvider.System);

        var values = cache.GetAsync(["a", "b", "c"], CancellationToken.None);

        Assert.Equal(["a", "b", "c"], asked);
        answers.SetResult([7]);
        Assert.Equal([[7], [7], [7]], await values);
    }

    [Theory]
    [InlineData("nothing is there and nothing is expected", null, null, true)]
    [InlineData("nothing is there and something is expected", null, "old", false)]
    [InlineData("something is there and nothing is expected", "old", null, false)]
    [InlineData("what is there is what is expected", "old", "old", true)]
    [InlineData("something else is there", "other", "old", false)]
    [InlineData("what is there only begins as expected", "older", "old", false)]
    public async Task A_value_is_written_where_the_present_one_is_expected(string what, string? present, string? expected, bool isWritten)
    {
        var memory = new SharedCache();
        var cache = new DistributedSessionCache(memory, TimeProvider.System);
        if (present is not null)
        {
            await cache.SetAsync("key", Bytes(present), Hour, CancellationToken.None);
        }

        Assert.Equal(isWritten, await cache.TrySetAsync("key", expected is null ? null : Bytes(expected), Bytes("new"), Hour, CancellationToken.None));
        Assert.NotEmpty(what);
        Assert.Equal(isWritten ? Bytes("new") : present is null ? null : Bytes(present), await memory.GetAsync("key"));
    }

    [Fact]
    public async Task Of_many_requests_of_one_process_that_expect_the_same_one_writes()
    {
        var cache = new DistributedSessionCache(new SharedCache(), TimeProvider.System);

        var written = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            cache.TrySetAsync("key", null, [(byte)i], Hour, CancellationToken.None).AsTask()));

        Assert.Single(written, isWritten => isWritten);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_process_removes_or_writes_while_it_compares_stays_so(bool removes)
    {
        var memory = new SharedCache();
        var (compared, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var cache = new DistributedSessionCache(new Slow(memory, compared, goOn.Task), TimeProvider.System);
        await cache.SetAsync("key", Bytes("old"), Hour, CancellationToken.None);

        var renewal = cache.TrySetAsync("key", Bytes("old"), Bytes("renewed"), Hour, CancellationToken.None).AsTask();
        await compared.Task;
        var signOut = removes ? cache.RemoveAsync("key", CancellationToken.None).AsTask() : cache.SetAsync("key", Bytes("ended"), Hour, CancellationToken.None).AsTask();
        goOn.SetResult();
        await Task.WhenAll(renewal, signOut);

        Assert.Equal(removes ? null : Bytes("ended"), await memory.GetAsync("key"));
    }

    [Fact]
    public async Task A_machine_that_another_has_overwritten_in_the_same_moment_is_told()
    {
        var memory = new SharedCache();
        var cache = new DistributedSessionCache(new Overwritten(memory), TimeProvider.System);

        Assert.False(await cache.TrySetAsync("key", null, [1], Hour, CancellationToken.None));
    }

    [Fact]
    public async Task A_write_that_has_waited_too_long_for_its_turn_is_not_made_and_blocks_nobody()
    {
        var clock = new FakeClock();
        var stuck = new Stuck();
        var cache = new DistributedSessionCache(stuck, clock);
        var first = WriteAsync(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = WriteAsync(2);
        clock.Advance(TimeSpan.FromSeconds(1));
        var third = WriteAsync(3);
        await stuck.WaitForWriteAsync();

        clock.Advance(TimeSpan.FromSeconds(8));
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await stuck.WaitForWriteAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<TimeoutException>(() => third.WaitAsync(Patience));
        stuck.Release();
        await second.WaitAsync(Patience);
        await WriteAsync(4).WaitAsync(Patience);

        Assert.Equal(new byte[] { 1, 2, 4 }, stuck.Written);

        Task WriteAsync(byte value) => cache.SetAsync("key", [value], Hour, CancellationToken.None).AsTask();
    }

    [Fact]
    public void Memory_of_the_process_is_known_as_such()
    {
        var memory = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));

        Assert.True(new DistributedSessionCache(memory, TimeProvider.System).IsOfThisProcess);
        Assert.False(new DistributedSessionCache(new SharedCache(), TimeProvider.System).IsOfThisProcess);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private sealed class Asked(List<string> keys, Task<byte[]?> answer) : CacheDouble(new SharedCache())
    {
        public override Task<byte[]?> GetAsync(string key, CancellationToken token = default)
        {
            keys.Add(key);
            return answer;
        }
    }

    /// <summary>A cache that answers its first read late.</summary>
    private sealed class Slow(SharedCache inner, TaskCompletionSource asked, Task goOn) : CacheDouble(inner)
    {
        public override async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
        {
            var value = await base.GetAsync(key, token);
            asked.TrySetResult();
            await goOn;
            return value;
        }
    }

    /// <summary>A cache that answers no write until it is released.</summary>
    private sealed class Stuck() : CacheDouble(new SharedCache())
    {
        private readonly SemaphoreSlim _writes = new(0);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<byte> Written { get; } = new();

        public void Release() => _released.SetResult();

        public async Task WaitForWriteAsync() => Assert.True(await _writes.WaitAsync(Patience));

        public override Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Written.Enqueue(value[0]);
            _writes.Release();
            return _released.Task;
        }
    }

    /// <summary>Another machine writes right after each write.</summary>
    private sealed class Overwritten(SharedCache inner) : CacheDouble(inner)
    {
        public override async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            await base.SetAsync(key, value, options, token);
            await base.SetAsync(key, [.. value, 0], options, token);
        }
    }
}
