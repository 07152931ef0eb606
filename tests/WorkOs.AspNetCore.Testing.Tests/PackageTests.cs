namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>The sandbox knows WorkOS's protocol and nothing of the package, so that neither can hide a mistake of the other.</summary>
public sealed class PackageTests
{
    [Fact]
    public void The_sandbox_does_not_bring_the_package_along()
    {
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "WorkOs.AspNetCore.Testing.dll")));
        Assert.False(File.Exists(Path.Combine(AppContext.BaseDirectory, "WorkOs.AspNetCore.dll")));
    }
}
