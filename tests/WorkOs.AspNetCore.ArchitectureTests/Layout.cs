namespace WorkOs.AspNetCore.ArchitectureTests;

/// <summary>The order of folders, as <c>docs/architecture.md</c> lists it: a folder may use those above it, and none below.</summary>
internal sealed class Layout(IReadOnlyList<string> folders)
{
    private const string Page = "docs/architecture.md";

    public IReadOnlyList<string> Folders => folders;

    /// <summary>Reads the list under a heading: lines of the form <c>| `Folder` | what it is for |</c>.</summary>
    public static Layout Read(string heading)
    {
        var lines = File.ReadLines(Repository.PathOf(Page))
            .SkipWhile(line => line != heading).Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1].Trim('/'))
            .Select(folder => folder == "." ? "" : folder);
        return new Layout([.. lines]);
    }

    public IEnumerable<string> FindUnlisted(IEnumerable<SourceFile> files) =>
        files.Select(file => file.Folder).Distinct(StringComparer.Ordinal).Where(folder => !folders.Contains(folder)).Order(StringComparer.Ordinal);

    public bool IsAgainst(Reference reference) => IndexOf(reference.To) > IndexOf(reference.From);

    private int IndexOf(SourceFile file) => folders.ToList().IndexOf(file.Folder);
}
