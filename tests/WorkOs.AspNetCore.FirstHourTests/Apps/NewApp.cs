namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>
/// An app that is made from an empty folder, as a new user makes it: <c>dotnet new</c>, <c>dotnet add package</c>, files and commands of a page of
/// the documentation. It is next to a folder <c>packages</c> with the packages of this build, and outside of the repository.
/// </summary>
internal sealed class NewApp : IAsyncDisposable
{
    /// <summary>The folder of the app, and its namespace.</summary>
    public const string Name = "MyApp";

    private static readonly string[] OwnCommands = ["dotnet pack ", "dotnet run"];

    private readonly TemporaryFolder _workspace = new();
    private readonly Dictionary<string, string> _environment;
    private readonly List<RunningApp> _running = [];
    private readonly string _source;
    private string _folder;

    private NewApp(PackedPackages packages, string start)
    {
        foreach (var folder in new[] { PathOf(start), Secrets, Home })
        {
            Directory.CreateDirectory(folder);
        }

        Directory.CreateSymbolicLink(PathOf("packages"), packages.Folder);
        _folder = PathOf(start);
        _source = packages.OtherSource;

        // blazor.web.js of .NET 10 is in a package that not every registry serves. Without it, pages are rendered on the server all the same.
        _environment = new() { ["NUGET_PACKAGES"] = packages.Cache, ["APPDATA"] = Secrets, ["RequiresAspNetWebAssets"] = "false" };
    }

    /// <summary>The folder of the app.</summary>
    public string Folder => PathOf(Name);

    private string Secrets => PathOf("secrets");

    private string Home => PathOf("home");

    /// <summary>A workspace without an app, from which a page of the documentation is followed.</summary>
    /// <param name="start">The folder to start in, next to that of the packages. Default: the folder that has it.</param>
    public static async Task<NewApp> CreateEmptyAsync(string start = ".") => new(await PackedPackages.GetAsync(), start);

    /// <summary>A workspace without an app, whose owner has a source with the packages, so that <c>dotnet add package</c> finds them.</summary>
    public static async Task<NewApp> CreateWithPackagesAsync()
    {
        var app = await CreateEmptyAsync();
        var readme = MarkdownPage.Read(Repository.PathOf("src/WorkOs.AspNetCore/README.md")).Section("Install").Replace("../packages", "packages");
        await File.WriteAllTextAsync(app.PathOf("nuget.config"), app.TextOf(readme.CodeBlocks.Single(block => block.File == "nuget.config")));
        return app;
    }

    /// <summary>An app of a template that has both packages.</summary>
    /// <param name="template">A template of the SDK and its arguments, such as <c>webapp --auth Individual</c>.</param>
    public static async Task<NewApp> CreateAsync(string template)
    {
        var app = await CreateEmptyAsync();
        try
        {
            await app.RunCommandAsync($"dotnet new {template} --output {Name}");
            await app.RunCommandAsync($"cd {Name}");
            var readme = MarkdownPage.Read(Repository.PathOf("src/WorkOs.AspNetCore.Testing/README.md")).Section("Install");
            app.Write(readme.CodeBlocks.Single(block => block.File == "nuget.config"));
            foreach (var package in PackedPackages.Names)
            {
                await app.RunCommandAsync($"dotnet add package {package}");
            }

            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does what a page says, in its order: writes the files, and runs the commands, except those that pack the packages or run the app.</summary>
    public async Task FollowAsync(MarkdownPage page)
    {
        foreach (var block in page.CodeBlocks)
        {
            if (block.File is not null)
            {
                Write(block);
            }
            else if (block.Language.Length == 0)
            {
                foreach (var command in block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    await RunCommandAsync(command);
                }
            }
        }
    }

    /// <summary>Writes a file of the app.</summary>
    /// <param name="path">Its path in the folder of the app.</param>
    /// <param name="text">All of its text.</param>
    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Runs a line in a shell, where the last <c>cd</c> led.</summary>
    /// <returns>What it has written.</returns>
    public async Task<string> RunCommandAsync(string line)
    {
        if (line.StartsWith("cd ", StringComparison.Ordinal))
        {
            _folder = Path.GetFullPath(Path.Combine(_folder, line["cd ".Length..]));
            return string.Empty;
        }

        return OwnCommands.Any(command => line.StartsWith(command, StringComparison.Ordinal))
            ? string.Empty
            : await Command.RunAsync(Command.Start(_folder, _environment, "sh", "-c", line));
    }

    /// <summary>Builds the app. A warning is a failure: a new user would see it, too.</summary>
    public async Task BuildAsync() =>
        await Command.RunAsync(Command.Start(Folder, _environment, "dotnet", "build", "-nologo", "-v:quiet", "-warnaserror"));

    /// <summary>Starts the app as it was built, in Development, on a loopback port that the system chooses. It ends with this object.</summary>
    /// <param name="environment">Environment variables of the app.</param>
    public Task<RunningApp> StartAsync(params (string Name, string Value)[] environment) => StartProjectAsync(Name, environment);

    /// <summary>Starts a project of the workspace, as <see cref="StartAsync"/> does.</summary>
    /// <param name="folder">Its folder, which has the name of the project, from that of the workspace.</param>
    /// <param name="environment">Environment variables of the app.</param>
    public async Task<RunningApp> StartProjectAsync(string folder, params (string Name, string Value)[] environment)
    {
        var variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["APPDATA"] = Secrets,
            ["HOME"] = Home,
        };
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        var app = await RunningApp.StartAsync(Command.Start(
            PathOf(folder), variables, "dotnet", Path.Combine("bin", "Debug", "net10.0", $"{Path.GetFileName(folder)}.dll")));
        _running.Add(app);
        return app;
    }

    /// <summary>A file or folder of the workspace.</summary>
    public string PathOf(string name) => Path.Combine(_workspace.Path, name);

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _running)
        {
            await app.DisposeAsync();
        }

        _workspace.Dispose();
    }

    /// <summary>Changes the project file.</summary>
    public void EditProject(Func<string, string> edit)
    {
        var file = Path.Combine(Folder, $"{Name}.csproj");
        File.WriteAllText(file, edit(File.ReadAllText(file)));
    }

    /// <summary>Takes the nearest version of a package if the sources of this run do not have the one that the template names.</summary>
    public void AcceptNearestVersions() =>
        EditProject(static project => project.Replace("<TargetFramework>", "<NoWarn>$(NoWarn);NU1603</NoWarn><TargetFramework>", StringComparison.Ordinal));

    private void Write(CodeBlock block) => Write(block.File!, TextOf(block));

    // Where the source of all other packages has another name, the page says to write that name.
    private string TextOf(CodeBlock block) => block.Text.Replace("\"nuget.org\"", $"\"{_source}\"", StringComparison.Ordinal);
}
