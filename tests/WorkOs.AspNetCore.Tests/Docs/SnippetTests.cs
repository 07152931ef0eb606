using System.Text.Json;
using System.Text.RegularExpressions;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>
/// What the documentation shows is lifted from code that compiles, and its links lead somewhere. Whole files, whose names stand before
/// them, are built and run by <c>WorkOs.AspNetCore.FirstHourTests</c>.
/// </summary>
[Trait("Room", "Docs")]
public sealed partial class SnippetTests
{
    private static readonly string[] Outputs = ["bin", "obj", "node_modules"];
    private static readonly Lazy<string> CSharp = new(() => ReadSources("*.cs"));
    private static readonly Lazy<string> Razor = new(() => ReadSources("*.cshtml"));

    public static TheoryData<string> Pages =>
    [
        "README.md",
        "src/WorkOs.AspNetCore/README.md",
        "src/WorkOs.AspNetCore.Testing/README.md",
        "SECURITY.md",
        .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_excerpt_is_in_a_file_that_compiles(string page)
    {
        var markdown = MarkdownPage.Read(Repository.PathOf(page));

        Assert.All(markdown.Excerpts("csharp"), block => Assert.True(CSharp.Value.Contains(Normalize(block), StringComparison.Ordinal), block));
        Assert.All(markdown.Excerpts("razor"), block => Assert.True(Razor.Value.Contains(Normalize(block), StringComparison.Ordinal), block));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_json_can_be_read(string page) =>
        Assert.All(MarkdownPage.Read(Repository.PathOf(page)).Excerpts("json"), block => JsonDocument.Parse(block).Dispose());

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it(string page)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;

        Assert.All(MarkdownPage.Read(Repository.PathOf(page)).RelativeLinks, link =>
        {
            var (path, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
            var target = path.Length == 0 ? Repository.PathOf(page) : Path.GetFullPath(Path.Combine(folder, path));

            Assert.True(File.Exists(target) || Directory.Exists(target), link);
            Assert.True(anchor is null || MarkdownPage.Read(target).Anchors.Contains(anchor), link);
        });
    }

    [Fact]
    public void Blocks_links_and_headings_are_found_where_there_are_any()
    {
        var page = new MarkdownPage("# A, `b` and C_d\n[x](y.md#z) [web](https://example.com)\n```csharp\nvar a = 1;\n```\n```\n[no](link)\n```\n");

        Assert.Equal(["var a = 1;\n"], page.Excerpts("csharp"));
        Assert.Equal(["y.md#z"], page.RelativeLinks);
        Assert.Equal(["a-b-and-c_d"], page.Anchors);
    }

    [Fact]
    public void A_file_name_in_a_paragraph_of_its_own_belongs_to_the_next_block()
    {
        var page = new MarkdownPage("## A\n\n**`a.cs`**\n\n```csharp\nvar a = 1;\n```\n\n## B\n\nSee **`b.cs`**:\n\n```\ndotnet run\n```\n");

        Assert.Equal([new("a.cs", "csharp", "var a = 1;\n"), new(null, "", "dotnet run\n")], page.CodeBlocks);
        Assert.Equal([new(null, "", "dotnet run\n")], page.Section("B").CodeBlocks);
        Assert.Empty(page.Excerpts("csharp"));
    }

    private static string ReadSources(string pattern) => Normalize(string.Join('\n', new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(Outputs, StringComparer.Ordinal).Any())
        .Select(File.ReadAllText)));

    private static string Normalize(string code) => WhiteSpace().Replace(code, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.None, 5000)]
    private static partial Regex WhiteSpace();
}
