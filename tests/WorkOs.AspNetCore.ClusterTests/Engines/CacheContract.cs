using System.Text;
using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>What <c>IWorkOsSessionCache</c> promises, for the cache of each engine: a wrong cache would look like a wrong package.</summary>
internal static class CacheContract
{
    private const string Key = "contract:key";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly byte[] One = Encoding.UTF8.GetBytes("one\0\r\n");
    private static readonly byte[] Two = Encoding.UTF8.GetBytes("two");

    public static IReadOnlyDictionary<string, Func<SharedCache, Task>> Promises { get; } = new Dictionary<string, Func<SharedCache, Task>>
    {
        ["several keys are read in their order"] = async cache =>
        {
            await cache.SetAsync(Key + "1", One, Hour, default);
            await cache.SetAsync(Key + "2", Two, Hour, default);
            Assert.Equal([Two, null, One, Two], await cache.GetAsync([Key + "2", Key + "3", Key + "1", Key + "2"], default));
        },
        ["a value is written over another"] = async cache =>
        {
            await cache.SetAsync(Key, One, Hour, default);
            await cache.SetAsync(Key, Two, Hour, default);
            Assert.Equal(Two, await ReadAsync(cache));
        },
        ["nothing expected, one of many succeeds"] = async cache =>
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await cache.TrySetAsync(Key, null, One, Hour, default)));
            Assert.Single(outcomes, isWritten => isWritten);
        },
        ["a value expected, one of many succeeds"] = async cache =>
        {
            await cache.SetAsync(Key, One, Hour, default);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await cache.TrySetAsync(Key, One, Two, Hour, default)));
            Assert.Single(outcomes, isWritten => isWritten);
            Assert.Equal(Two, await ReadAsync(cache));
        },
        ["what is removed is not the expected value"] = async cache =>
        {
            await cache.SetAsync(Key, One, Hour, default);
            await cache.RemoveAsync(Key, default);
            Assert.False(await cache.TrySetAsync(Key, One, Two, Hour, default));
            Assert.Null(await ReadAsync(cache));
        },
        ["what has expired is nothing"] = async cache =>
        {
            await cache.SetAsync(Key, One, TimeSpan.FromMilliseconds(1), default);
            await ScenarioRun.WaitUntilAsync(async () => await ReadAsync(cache) is null, "the end of a value");
            Assert.False(await cache.TrySetAsync(Key, One, Two, Hour, default));
            Assert.True(await cache.TrySetAsync(Key, null, Two, Hour, default));
        },
    };

    public static async Task CheckAsync(CacheEngine engine, string promise)
    {
        await engine.EmptyAsync();
        var cache = CacheEngines.Create(
            new() { Engine = engine.Name, Connection = engine.Connection, Machine = "test", Keys = "", WorkOs = "" }, new KillSwitch());
        using (cache as IDisposable)
        {
            await Promises[promise](cache);
        }
    }

    private static async Task<byte[]?> ReadAsync(SharedCache cache) => (await cache.GetAsync([Key], default))[0];
}
