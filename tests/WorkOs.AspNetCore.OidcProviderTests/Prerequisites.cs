using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.OidcProviderTests;

internal static class Prerequisites
{
    /// <summary>The folder of this project, in which npm puts the provider.</summary>
    public static string Folder { get; } = ProjectFolder.Find("WorkOs.AspNetCore.OidcProviderTests.csproj");

    public static Prerequisite Provider { get; } = new(FindMissing);

    private static string? FindMissing() =>
        !Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider"))
            ? "oidc-provider is not installed: run 'npm ci --prefix tests/WorkOs.AspNetCore.OidcProviderTests'."
            : !Prerequisite.Runs("node", "--version") ? "There is no node on the PATH: oidc-provider needs Node.js 20 or later." : null;
}
