namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Where the programs of servers are.</summary>
internal static class Programs
{
    /// <summary>The path of a program, on the PATH or where Debian puts servers; <see langword="null"/> where there is none.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Append("/usr/sbin")
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => version + "/bin") : [])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
