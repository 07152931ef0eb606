using System.Runtime.CompilerServices;

namespace WorkOs.AspNetCore.Tests.Cache;

[Trait("Room", "Cache")]
public sealed class CacheWatchersTests
{
    [Fact]
    public void Whoever_watches_a_key_is_told_of_it_until_the_watch_ends()
    {
        var (watchers, told) = (new CacheWatchers(), new List<string>());
        using var first = watchers.Watch(["a", "b"], () => told.Add("first"));
        var second = watchers.Watch(["b"], () => told.Add("second"));

        watchers.Notify("a");
        watchers.Notify("b");
        watchers.Notify("c");
        second.Dispose();
        second.Dispose();
        watchers.Notify("b");

        Assert.Equal(["first", "first", "second", "first"], told);
    }

    [Fact]
    public void A_watch_may_end_while_it_is_told()
    {
        var (watchers, told) = (new CacheWatchers(), 0);
        IDisposable? watch = null;
        watch = watchers.Watch(["a"], () =>
        {
            told++;
            watch!.Dispose();
        });

        watchers.Notify("a");
        watchers.Notify("a");

        Assert.Equal(1, told);
    }

    [Fact]
    public void Of_a_watch_that_has_ended_nothing_is_kept()
    {
        var watchers = new CacheWatchers();

        var (key, changed) = WatchOnce(watchers);
        GC.Collect();

        Assert.False(key.IsAlive);
        Assert.False(changed.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Key, WeakReference Changed) WatchOnce(CacheWatchers watchers)
    {
        var (key, told) = (new string('k', 10), new List<string>());
        var changed = () => told.Add(key);
        watchers.Watch([key], changed).Dispose();
        return (new WeakReference(key), new WeakReference(changed));
    }
}
