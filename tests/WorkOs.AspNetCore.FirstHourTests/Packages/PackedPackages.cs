using System.Text.RegularExpressions;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>The two packages, packed once for the run from the sources as they are now.</summary>
internal sealed partial class PackedPackages
{
    private const string UsualSource = "nuget.org";

    public static readonly string[] Names = ["WorkOs.AspNetCore", "WorkOs.AspNetCore.Testing"];

    private static readonly Lazy<Task<PackedPackages>> Packed = new(PackAsync);

    private readonly TemporaryFolder _folder;

    private PackedPackages(TemporaryFolder folder, SourceCopy sources)
    {
        _folder = folder;
        Sources = sources;
    }

    public SourceCopy Sources { get; }

    /// <summary>The folder with the <c>.nupkg</c> and <c>.snupkg</c> files.</summary>
    public string Folder => Path.Combine(_folder.Path, "packages");

    /// <summary>Where apps unpack packages: an own folder, because another build of the same version may be in that of the user.</summary>
    public string Cache => Path.Combine(_folder.Path, "cache");

    /// <summary>The name of the source that has all other packages.</summary>
    public string OtherSource { get; private set; } = UsualSource;

    public static Task<PackedPackages> GetAsync() => Packed.Value;

    /// <summary>Reads a package.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="extension">Its kind, without the dot: <c>nupkg</c>, or <c>snupkg</c> for its symbols.</param>
    public PackageFile Read(string name, string extension = "nupkg") => PackageFile.Read(Folder, name, extension);

    private static async Task<PackedPackages> PackAsync()
    {
        var folder = new TemporaryFolder();
        var packages = new PackedPackages(folder, await SourceCopy.CreateAsync(Path.Combine(folder.Path, "sources")));
        await packages.Sources.RunAsync([], "pack", "--output", packages.Folder);
        var sources = EnabledSource().Matches(await Command.RunAsync(Command.Start(folder.Path, [], "dotnet", "nuget", "list", "source")))
            .Select(source => source.Groups["name"].Value).ToList();
        packages.OtherSource = sources.Contains(UsualSource, StringComparer.Ordinal) ? UsualSource : sources[0];
        return packages;
    }

    [GeneratedRegex(@"^\s*\d+\.\s+(?<name>.+) \[Enabled\]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EnabledSource();
}
