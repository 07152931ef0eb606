namespace WorkOs.AspNetCore.ArchitectureTests;

/// <summary>A file of a project, by its path below the project's folder, with <c>/</c> between the parts.</summary>
internal sealed record SourceFile(string Path)
{
    /// <summary>The folder; empty for the files beside the project file.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    public override string ToString() => Path;
}
