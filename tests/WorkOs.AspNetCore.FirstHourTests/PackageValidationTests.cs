using System.Text.RegularExpressions;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>What docs/releasing.md says about a version that breaks the one before it, with folders as the only package sources.</summary>
public sealed partial class PackageValidationTests
{
    private const string Package = "WorkOs.AspNetCore.Testing";
    private const string Member = "AddEntitlements";
    private const string Next = "99.0.0";
    private const string Suppressions = "CompatibilitySuppressions.xml";

    [Fact]
    public async Task A_version_without_a_public_member_of_its_baseline_is_packed_only_after_the_member_is_listed()
    {
        var packages = await PackedPackages.GetAsync();
        using var folder = new TemporaryFolder();
        var sources = await SourceCopy.CreateAsync(Path.Combine(folder.Path, "sources"));
        await MakeNextVersionAsync(sources, packages.Read(Package).Element("version")!.Value);
        string[] options =
        [
            "--output", Path.Combine(folder.Path, "packages"),
            $"-p:RestoreSources={packages.Folder}%3B{await UnpackedPackagesAsync(folder.Path)}",
            $"-p:RestorePackagesPath={Path.Combine(folder.Path, "cache")}",
        ];

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => sources.PackAsync(Package, options));
        await sources.PackAsync(Package, [.. options, "--no-build", "-p:ApiCompatGenerateSuppressionFile=true"]);
        var listed = await File.ReadAllTextAsync(Path.Combine(sources.Folder, "src", Package, Suppressions));
        await sources.PackAsync(Package, [.. options, "--no-build"]);

        Assert.Matches(@$"error CP0002: Member '.*WorkOsSandboxBuilder\.{Member}\(", refused.Message);
        Assert.Single(TargetOf().Matches(listed));
        Assert.Contains($".WorkOsSandboxBuilder.{Member}(", listed, StringComparison.Ordinal);
    }

    /// <summary>Turns sources into those of a later version that lacks one member, with the version that was packed as the baseline.</summary>
    private static async Task MakeNextVersionAsync(SourceCopy sources, string version)
    {
        await ChangeAsync("Directory.Build.props", $"<Version>{version}<", $"<Version>{Next}<");
        await ChangeAsync("CHANGELOG.md", $"## [{version}]", $"## [{Next}] - 2027-01-01\n\nOne member is gone.\n\n## [{version}]");
        await ChangeAsync(Path.Combine("src", Package, "WorkOsSandboxBuilder.cs"), $" {Member}(", " AddOther(");

        // The version of the day may be later than the one that releases are compared with.
        var baseline = Path.Combine(sources.Folder, "src", "Package.props");
        await File.WriteAllTextAsync(baseline, Baseline().Replace(await File.ReadAllTextAsync(baseline), version));

        async Task ChangeAsync(string file, string before, string after)
        {
            var path = Path.Combine(sources.Folder, file);
            var text = await File.ReadAllTextAsync(path);
            Assert.Contains(before, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, text.Replace(before, after, StringComparison.Ordinal));
        }
    }

    /// <summary>The packages that the build of the tests has unpacked: a folder with them is a source, too, and needs no network.</summary>
    private static async Task<string> UnpackedPackagesAsync(string folder)
    {
        var answer = await Command.RunAsync(Command.Start(folder, [], "dotnet", "nuget", "locals", "global-packages", "--list", "--force-english-output"));
        return answer.Trim()["global-packages: ".Length..];
    }

    [GeneratedRegex(@"(?<=<PackageValidationBaselineVersion [^>]*!= ')[^']+|(?<=<PackageValidationBaselineVersion [^>]*>)[^<]+", RegexOptions.None, 1000)]
    private static partial Regex Baseline();

    [GeneratedRegex("<Target>", RegexOptions.None, 1000)]
    private static partial Regex TargetOf();
}
