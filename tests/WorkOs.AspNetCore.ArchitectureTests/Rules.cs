namespace WorkOs.AspNetCore.ArchitectureTests;

/// <summary>What holds of the references of a project, each violation as a line that names file and member.</summary>
internal static class Rules
{
    public static IReadOnlyList<string> FindArrowsAgainstTheOrder(SourceProject project, Layout layout) =>
        [.. project.References.Where(layout.IsAgainst).Select(reference => reference.ToString()).Distinct(StringComparer.Ordinal)];

    public static IReadOnlyList<string> FindCirclesOfFolders(SourceProject project) => Describe(
        project, Circles.Find(project.References.Select(reference => (reference.From.Folder, reference.To.Folder))), file => file.Folder);

    public static IReadOnlyList<string> FindCirclesOfFiles(SourceProject project)
    {
        var within = project.References.Where(reference => reference.From.Folder == reference.To.Folder && !IsIdiomOfTheFramework(reference));
        return Describe(project, Circles.Find(within.Select(reference => (reference.From, reference.To))), file => file);
    }

    // Options hold events, events get contexts, and contexts carry the options: so it is in every scheme of ASP.NET Core.
    private static bool IsIdiomOfTheFramework(Reference reference) =>
        IsPartOfIdiom(reference.From) && IsPartOfIdiom(reference.To);

    private static bool IsPartOfIdiom(SourceFile file) =>
        file.Path.EndsWith("Options.cs", StringComparison.Ordinal)
        || file.Path.EndsWith("Events.cs", StringComparison.Ordinal)
        || file.Path.EndsWith("Context.cs", StringComparison.Ordinal);

    private static List<string> Describe<T>(SourceProject project, IReadOnlyList<IReadOnlyList<T>> circles, Func<SourceFile, T> nodeOf)
        where T : notnull =>
        [.. circles.Select(circle => string.Join(
            Environment.NewLine + "    ",
            project.References
                .Where(reference => circle.Contains(nodeOf(reference.From)) && circle.Contains(nodeOf(reference.To)) && !nodeOf(reference.From).Equals(nodeOf(reference.To)))
                .DistinctBy(reference => (nodeOf(reference.From), nodeOf(reference.To)))
                .Select(reference => reference.ToString())
                .Prepend($"{string.Join(", ", circle)} form a circle:")))];
}
