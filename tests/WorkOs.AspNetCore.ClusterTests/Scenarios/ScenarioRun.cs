using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>A scenario while it runs: what it can do, and what it can wait for.</summary>
internal sealed class ScenarioRun(Cluster cluster, Crowd crowd, Watch watch, RunSize size, TimeSpan tokenLifetime, int firstRefresh)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public Cluster Cluster => cluster;

    public WorkOsProcess WorkOs => cluster.WorkOs;

    public IReadOnlyList<Machine> Machines => cluster.Machines;

    public IReadOnlyList<Person> People => crowd.People;

    public RunSize Size => size;

    public Watch Watch => watch;

    public Task DisturbAsync(Func<Task> action) => watch.DisturbAsync(action);

    /// <summary>The refreshes of this run.</summary>
    public Task<IReadOnlyList<RefreshRecord>> GetRefreshesAsync() => WorkOs.GetRefreshesAsync(firstRefresh);

    /// <summary>Returns when so many more requests were answered.</summary>
    public Task WaitForAnswersAsync(int more)
    {
        var target = watch.Answers + more;
        return WaitUntilAsync(() => Task.FromResult(watch.Answers >= target), $"{more} more answers");
    }

    /// <summary>Returns when each session that lives has been refreshed so often since now.</summary>
    public async Task WaitForRefreshesAsync(int times)
    {
        var before = (await GetRefreshesAsync()).Count;
        await WaitUntilAsync(
            async () =>
            {
                var refreshed = (await GetRefreshesAsync()).Skip(before).Where(refresh => refresh is { IsFirst: true, IsLost: false }).CountBy(refresh => refresh.Session).ToDictionary();
                return People.All(person => !person.LivesOn || refreshed.GetValueOrDefault(person.Session.Id) >= times);
            },
            $"{times} refreshes of each session");
    }

    public static async Task WaitUntilAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited too long for {what}.");
            }

            await Task.Delay(Look, CancellationToken.None);
        }
    }

    /// <summary>How long an access token of the run lives.</summary>
    public TimeSpan TokenLifetime => tokenLifetime;
}
