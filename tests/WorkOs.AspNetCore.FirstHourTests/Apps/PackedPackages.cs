namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>The two packages of this build, packed once for the run.</summary>
internal sealed class PackedPackages
{
    public static readonly string[] Names = ["WorkOs.AspNetCore", "WorkOs.AspNetCore.Testing"];

    private static readonly Lazy<Task<PackedPackages>> Packed = new(PackAsync);

    private readonly TemporaryFolder _folder = new();

    private PackedPackages() => Directory.CreateDirectory(Folder);

    /// <summary>The folder with the <c>.nupkg</c> and <c>.snupkg</c> files.</summary>
    public string Folder => Path.Combine(_folder.Path, "packages");

    /// <summary>Where apps unpack packages: an own folder, because another build of the same version may be in that of the user.</summary>
    public string Cache => Path.Combine(_folder.Path, "cache");

    /// <summary>Of the tests, and therefore of the packages that were built with them.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).SkipWhile(name => name != "bin").ElementAt(1);

    public static Task<PackedPackages> GetAsync() => Packed.Value;

    private static async Task<PackedPackages> PackAsync()
    {
        var packages = new PackedPackages();
        foreach (var name in Names)
        {
            await Command.RunAsync(Command.Start(
                Repository.PathOf($"src/{name}"), new Dictionary<string, string>(), "dotnet", "pack", "--no-build", "--configuration", Configuration, "--output", packages.Folder));
        }

        return packages;
    }
}
