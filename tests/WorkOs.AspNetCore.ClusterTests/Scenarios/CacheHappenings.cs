using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>What happens to the cache.</summary>
internal static class CacheHappenings
{
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(10);

    // A request takes some time besides the wait for the cache, on a machine that is busy.
    private static readonly TimeSpan RestOfRequest = TimeSpan.FromSeconds(1);

    /// <summary>What a request takes at most while the cache is frozen.</summary>
    public static readonly TimeSpan LongestWait = ClusterStartup.CacheTimeout + RestOfRequest;

    public static async Task FreezeAsync(ScenarioRun run)
    {
        await run.DisturbAsync(async () =>
        {
            var form = await run.People[0].OpenSignOutAsync();
            await run.Cluster.Engine.FreezeAsync();
            var ends = Task.WhenAll(run.People[0].SignOutAsync(form), run.People[1].RevokeAsync(run.WorkOs));
            await Task.Delay(Frozen);
            await run.Cluster.Engine.ThawAsync();
            await ends;
        });
        await run.WaitForRefreshesAsync(times: 1);
    }

    public static async Task RestartAsync(ScenarioRun run)
    {
        for (var time = 0; time < run.Size.Repetitions; time++)
        {
            await run.DisturbAsync(run.Cluster.Engine.RestartAsync);
            await run.WaitForRefreshesAsync(times: 1);
        }
    }

    public static async Task EmptyAsync(ScenarioRun run)
    {
        for (var time = 0; time < run.Size.Repetitions; time++)
        {
            var sessions = run.People.Select(person => person.Session).ToList();
            sessions.ForEach(session => session.Emptied = TimeProvider.System.GetTimestamp());
            await run.Cluster.Engine.EmptyAsync();

            // Whoever signed in while it was emptied may have been removed, too.
            var later = run.People.Select(person => person.Session).Except(sessions).ToList();
            later.ForEach(session => session.Emptied = TimeProvider.System.GetTimestamp());
            await run.WaitForRefreshesAsync(times: 1);
        }
    }
}
