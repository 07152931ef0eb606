using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.NodeSdkTests;

internal static class Prerequisites
{
    /// <summary>The folder of this project, in which npm puts the SDK.</summary>
    public static string Folder { get; } = ProjectFolder.Find("WorkOs.AspNetCore.NodeSdkTests.csproj");

    public static Prerequisite Sdk { get; } = new(FindMissing);

    private static string? FindMissing() =>
        !Directory.Exists(Path.Combine(Folder, "node_modules", "@workos-inc", "node"))
            ? "@workos-inc/node is not installed: run 'npm ci --prefix tests/WorkOs.AspNetCore.NodeSdkTests'."
            : !Prerequisite.Runs("node", "--version") ? "There is no node on the PATH: the SDK's calls need Node.js 20 or later." : null;
}
