using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.ClusterTests;

internal static class Prerequisites
{
    /// <summary>The servers of a cluster, and the signals that stop them.</summary>
    public static Prerequisite Cluster { get; } = new(FindMissing);

    private static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "The cluster tests stop and kill processes with the signals of Linux.";
        }

        string[] programs = ["haproxy", "redis-server", "initdb", "postgres", "setpriv"];
        return programs.Where(program => Programs.Find(program) is null).ToList() is { Count: > 0 } missing
            ? $"There is no {string.Join(", no ", missing)}: on Debian, run 'apt-get install --no-install-recommends haproxy redis-server postgresql'."
            : null;
    }
}
