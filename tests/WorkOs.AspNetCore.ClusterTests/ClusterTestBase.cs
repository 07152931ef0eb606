using Xunit.Abstractions;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Runs scenarios at the cluster of one engine.</summary>
public abstract class ClusterTestBase(ClusterFixture fixture, ITestOutputHelper output)
{
    // In a full run, each engine has the machine for itself.
    private static readonly SemaphoreSlim Turn = new(RunSize.IsFull ? 1 : 2);

    public static TheoryData<string> Scenarios => [.. AllScenarios.All.Select(scenario => scenario.Name)];

    public static TheoryData<string> Promises => [.. CacheContract.Promises.Keys];

    protected Task CheckCacheAsync(string promise) => CacheContract.CheckAsync(fixture.Cluster.Engine, promise);

    protected async Task RunAsync(string name)
    {
        await Turn.WaitAsync();
        try
        {
            var (measured, failure) = await new ScenarioRunner(fixture.Cluster, RunSize.Chosen).RunAsync(AllScenarios.All.Single(scenario => scenario.Name == name));
            output.WriteLine(measured);
            await Results.AppendAsync($"{fixture.Cluster.Engine.Name}\t{name}\t{measured}");
            Assert.True(failure is null, failure + "\n" + measured);
        }
        catch (Exception)
        {
            foreach (var machine in fixture.Cluster.Machines)
            {
                output.WriteLine($"{machine.Name}, at the end:\n{machine.Output}\n");
            }

            throw;
        }
        finally
        {
            Turn.Release();
        }
    }
}
