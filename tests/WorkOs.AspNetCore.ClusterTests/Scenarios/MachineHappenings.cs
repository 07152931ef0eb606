using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>What happens to machines.</summary>
internal static class MachineHappenings
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClockStep = TimeSpan.FromSeconds(25);

    public static async Task RestartOneAfterTheOtherAsync(ScenarioRun run)
    {
        foreach (var machine in run.Machines)
        {
            await machine.StopAsync();
            await run.WaitForAnswersAsync(run.Size.People);
            await machine.StartAsync();
            await run.WaitForAnswersAsync(run.Size.People);
        }
    }

    /// <summary>A machine dies at a step of a refresh and comes back, then the next one.</summary>
    public static async Task KillAsync(ScenarioRun run, RefreshStep step)
    {
        for (var time = 0; time < run.Size.Repetitions; time++)
        {
            var machine = run.Machines[time % run.Machines.Count];
            await run.DisturbAsync(async () =>
            {
                await machine.KillAtAsync(step);
                await machine.WaitForExitAsync();
                await machine.StartAsync();
            });
        }

        await run.WaitForRefreshesAsync(times: 1);
    }

    public static async Task SetClocksApartAsync(Cluster cluster)
    {
        await cluster.Machines[0].SetClockAsync(cluster.Clock - Skew);
        await cluster.Machines[2].SetClockAsync(cluster.Clock + Skew);
    }

    /// <summary>Time passes in steps, with requests in between, until each session was refreshed.</summary>
    public static async Task MoveClocksAsync(ScenarioRun run)
    {
        var refreshed = run.WaitForRefreshesAsync(times: 2);
        while (!refreshed.IsCompleted)
        {
            await run.Cluster.AdvanceClocksAsync(ClockStep);
            await run.WaitForAnswersAsync(run.Size.People * run.Size.TabsOfPerson * 2);
        }

        await refreshed;
    }
}
