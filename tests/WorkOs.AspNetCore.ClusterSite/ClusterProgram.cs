using SampleSite.Pages;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>A process of a cluster test.</summary>
internal static class ClusterProgram
{
    /// <summary>What a process writes before its address once it listens.</summary>
    public const string ListeningLabel = "listening at ";

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [Roles.Site]:
                RunSample();
                return 0;
            case [Roles.WorkOs]:
                await WorkOsHost.RunAsync();
                return 0;
            default:
                await Console.Error.WriteLineAsync($"Expected one argument, '{Roles.Site}' or '{Roles.WorkOs}'.");
                return 1;
        }
    }

    // The sample as it is: its own entry point, which the host then extends by ClusterStartup.
    private static void RunSample()
    {
        var sample = typeof(AuthKitModel).Assembly;
        Environment.SetEnvironmentVariable("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(ClusterProgram).Assembly.GetName().Name);
        sample.EntryPoint!.Invoke(null, [new[] { "--applicationName", sample.GetName().Name!, "--contentRoot", AppContext.BaseDirectory }]);
    }
}
