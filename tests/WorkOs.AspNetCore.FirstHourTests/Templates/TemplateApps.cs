namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>An app of each template, made in one workspace and built once for the run. No line of them is changed.</summary>
public sealed class TemplateApps : IAsyncLifetime
{
    /// <summary>The name of an app is no name of a C# namespace, so that every place must use the right form of it.</summary>
    private const string Prefix = "my-";

    private const string Package = "WorkOs.AspNetCore.Templates";

    private NewApp _workspace = null!;

    /// <summary>The templates.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Repository.PathOf("templates/content")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    // The templates are installed for this workspace only. The SDK takes no relative path.
    private string Hive => $"--debug:custom-hive {_workspace.PathOf("hive")}";

    public async Task InitializeAsync()
    {
        _workspace = await NewApp.CreateWithPackagesAsync();
        await Command.RunAsync(Command.Start(
            Repository.PathOf("templates"), [], "dotnet", "pack", "--configuration", "Release", "-nologo", "--output", _workspace.PathOf("templates")));
        await _workspace.RunCommandAsync($"dotnet new install templates/{Package}.*.nupkg {Hive}");
        foreach (var name in Names)
        {
            await MakeAsync(name, Prefix + name);
        }

        var projects = Names.SelectMany(name => new[] { ProjectOf(name), $"{ProjectOf(name)}.Tests" })
            .Select(folder => $"<Project Path=\"{folder}/{Path.GetFileName(folder)}.csproj\" />");
        await File.WriteAllTextAsync(_workspace.PathOf("all.slnx"), $"<Solution>{string.Concat(projects)}</Solution>");
        await _workspace.RunCommandAsync("dotnet build all.slnx -nologo -v:quiet -warnaserror");
    }

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    /// <summary>Makes an app that is not built.</summary>
    /// <returns>Its folder.</returns>
    internal async Task<string> MakeAsync(string template, string name, string options = "")
    {
        await _workspace.RunCommandAsync($"dotnet new {template} --output {name} {options} {Hive}");
        return _workspace.PathOf(name);
    }

    /// <summary>Starts the app of a template.</summary>
    internal Task<RunningApp> StartAsync(string template) => _workspace.StartProjectAsync(ProjectOf(template));

    /// <summary>Runs the tests that a template has.</summary>
    /// <returns>What they have written.</returns>
    internal Task<string> TestAsync(string template) => _workspace.RunCommandAsync($"dotnet test {ProjectOf(template)}.Tests --no-build -nologo");

    private static string ProjectOf(string template) => $"{Prefix}{template}/{Prefix}{template}";
}
