namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>What the packages are made of, as a repository of one commit in a folder of its own. Each copy has the same commit.</summary>
internal sealed class SourceCopy
{
    /// <summary>A made-up place of the repository, at a host that the SDK knows.</summary>
    public const string Origin = "https://github.com/example/project";

    private static readonly string[] Files =
        ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", ".gitignore", "CHANGELOG.md", "LICENSE"];

    private static readonly string[] Folders = ["docs", "src"];
    private static readonly string[] Outputs = ["bin", "obj"];

    private static readonly string[] Commands =
    [
        "init --quiet --initial-branch main",
        "add --all",
        "commit --quiet --no-gpg-sign --message Sources",
        $"remote add origin {Origin}.git",
    ];

    private static readonly Dictionary<string, string> Committer = new()
    {
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_AUTHOR_NAME"] = "Tests",
        ["GIT_AUTHOR_EMAIL"] = "tests@example.com",
        ["GIT_AUTHOR_DATE"] = "2026-01-01T00:00:00Z",
        ["GIT_COMMITTER_NAME"] = "Tests",
        ["GIT_COMMITTER_EMAIL"] = "tests@example.com",
        ["GIT_COMMITTER_DATE"] = "2026-01-01T00:00:00Z",
    };

    private SourceCopy(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Copies the sources of the repository that the tests run in, as they are now.</summary>
    /// <param name="folder">A folder that does not exist.</param>
    public static async Task<SourceCopy> CreateAsync(string folder)
    {
        var sources = Repository.PathOf(string.Empty);
        var files = Folders
            .SelectMany(name => Directory.EnumerateFiles(Repository.PathOf(name), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(sources, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(Outputs, StringComparer.Ordinal).Any())
            .Concat(Files);
        foreach (var file in files)
        {
            var copy = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Repository.PathOf(file), copy);
        }

        foreach (var command in Commands)
        {
            await Command.RunAsync(Command.Start(folder, Committer, "git", command.Split(' ')));
        }

        return new(folder);
    }

    /// <summary>Runs a command of the SDK, such as <c>pack</c>, on both packages, as releases are built.</summary>
    /// <param name="environment">Environment variables.</param>
    /// <param name="arguments">The command, and its options. The sources have been analyzed by the build of the tests.</param>
    public Task RunAsync(Dictionary<string, string> environment, params IEnumerable<string> arguments) =>
        Task.WhenAll(PackedPackages.Names.Select(name => RunAsync(name, environment, arguments)));

    /// <summary>Packs one package as releases are packed.</summary>
    /// <param name="package">Its name.</param>
    /// <param name="options">Further options.</param>
    /// <exception cref="InvalidOperationException">It failed; the message has what it wrote.</exception>
    public Task PackAsync(string package, params IEnumerable<string> options) => RunAsync(package, [], ["pack", .. options]);

    /// <summary>The assembly of a package.</summary>
    public string AssemblyOf(string package) => Path.Combine(Folder, "src", package, "bin", "Release", "net10.0", $"{package}.dll");

    private Task<string> RunAsync(string package, Dictionary<string, string> environment, IEnumerable<string> arguments) => Command.RunAsync(Command.Start(
        Path.Combine(Folder, "src", package), environment, "dotnet", [.. arguments, "--configuration", "Release", "-nologo", "-p:RunAnalyzers=false"]));
}
