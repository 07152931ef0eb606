namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>What was measured, for whoever asks for it: the file that <c>CLUSTER_RESULTS</c> names gets a line for each scenario.</summary>
internal static class Results
{
    public static async Task AppendAsync(string line)
    {
        if (Environment.GetEnvironmentVariable("CLUSTER_RESULTS") is { Length: > 0 } file)
        {
            await File.AppendAllTextAsync(file, line + "\n");
        }
    }
}
