namespace WorkOs.AspNetCore.ArchitectureTests;

/// <summary>The order of folders in <c>docs/architecture.md</c> is the order of the code.</summary>
public sealed class LayoutTests
{
    private static readonly Dictionary<string, string> Headings = new(StringComparer.Ordinal)
    {
        ["src/WorkOs.AspNetCore"] = "## The package",
        ["src/WorkOs.AspNetCore.Testing"] = "## The sandbox",
    };

    private static readonly Dictionary<string, Lazy<SourceProject>> Sources =
        Headings.Keys.ToDictionary(folder => folder, folder => new Lazy<SourceProject>(() => SourceProject.Read(folder)), StringComparer.Ordinal);

    public static TheoryData<string> Projects => [.. Headings.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_has_its_place_in_the_documented_order(string project)
    {
        var layout = Layout.Read(Headings[project]);

        AssertNone(layout.FindUnlisted(Sources[project].Value.Files));
        AssertNone(layout.Folders.Where(folder => Sources[project].Value.Files.All(file => file.Folder != folder)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_reference_runs_against_the_documented_order(string project) =>
        AssertNone(Rules.FindArrowsAgainstTheOrder(Sources[project].Value, Layout.Read(Headings[project])));

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folders_form_a_circle(string project) => AssertNone(Rules.FindCirclesOfFolders(Sources[project].Value));

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_files_within_a_folder_form_a_circle(string project) => AssertNone(Rules.FindCirclesOfFiles(Sources[project].Value));

    private static void AssertNone(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, $"{found.Count} found:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }
}
