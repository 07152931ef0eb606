namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>No page shows whole files that nobody has built.</summary>
public sealed class PagesTests
{
    [Fact]
    public void Every_page_with_whole_files_is_followed_by_a_test()
    {
        var tests = string.Concat(Directory
            .EnumerateFiles(Repository.PathOf("tests/WorkOs.AspNetCore.FirstHourTests"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));

        var pages = Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}")
            .Concat(["README.md", .. PackedPackages.Names.Select(name => $"src/{name}/README.md")])
            .Where(page => MarkdownPage.Read(Repository.PathOf(page)).CodeBlocks.Any(block => block.File is not null));

        Assert.All(pages, page => Assert.Contains($"\"{page}\"", tests, StringComparison.Ordinal));
    }
}
