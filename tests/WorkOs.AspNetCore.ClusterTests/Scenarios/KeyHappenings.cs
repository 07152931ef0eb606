namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>What happens to the key ring of Data Protection.</summary>
internal static class KeyHappenings
{
    /// <summary>
    /// The last machine gets copies of the keys, and none that are made later. All start anew: in its first two minutes, a machine looks
    /// into its folder when it meets a key that it does not know.
    /// </summary>
    public static async Task GiveOneMachineItsOwnKeyRingAsync(Cluster cluster)
    {
        var machine = cluster.Machines[^1];
        var folder = Directory.CreateDirectory(Path.Combine(cluster.Keys, "of-" + machine.Name)).FullName;
        CopyKeys(cluster.Keys, folder);
        machine.Settings = machine.Settings with { Keys = folder };
        foreach (var each in cluster.Machines)
        {
            await each.StopAsync();
            await each.StartAsync();
        }
    }

    /// <summary>Two machines protect with a key that the third one does not have; later it has.</summary>
    public static async Task AddKeyThatOneMachineLacksAsync(ScenarioRun run)
    {
        var machine = run.Machines[^1];
        await run.Machines[0].CreateKeyAsync();
        await run.WaitForRefreshesAsync(times: 2);

        // It reads its folder when it starts. Until then it is not among those that may fail.
        CopyKeys(run.Cluster.Keys, machine.Settings.Keys);
        await machine.StopAsync();
        await machine.StartAsync();
        await run.WaitForAnswersAsync(run.Size.People);
    }

    private static void CopyKeys(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "key-*.xml"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
