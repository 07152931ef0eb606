using System.Xml.Linq;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>Somebody who has only a package finds in it what its README and its log lines name.</summary>
[Trait("Room", "Docs")]
public sealed class PackageTests
{
    public static TheoryData<string> Packages => ["WorkOs.AspNetCore", "WorkOs.AspNetCore.Testing"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_README_of_a_package_stands_on_its_own(string package)
    {
        Assert.Equal(Repository.PathOf($"src/{package}/README.md"), FilesOf(package)["README.md"]);
        Assert.Empty(MarkdownPage.Read(FilesOf(package)["README.md"]).RelativeLinks);
    }

    [Fact]
    public void The_page_that_log_lines_name_is_in_the_package() =>
        Assert.Equal(Repository.PathOf("docs/troubleshooting.md"), FilesOf("WorkOs.AspNetCore")["docs/troubleshooting.md"]);

    [Fact]
    public void Every_link_of_a_page_in_the_package_leads_to_a_heading_in_the_package()
    {
        var files = FilesOf("WorkOs.AspNetCore");

        Assert.All(files, file => Assert.All(MarkdownPage.Read(file.Value).RelativeLinks, link =>
        {
            var (path, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
            var target = path.Length == 0 ? file.Key : Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(file.Key)!, path));

            Assert.True(files.ContainsKey(target), $"{file.Key}: {link}");
            Assert.True(anchor is null || MarkdownPage.Read(files[target]).Anchors.Contains(anchor), $"{file.Key}: {link}");
        }));
    }

    // Path in the package to path on the disk.
    private static Dictionary<string, string> FilesOf(string package)
    {
        var folder = Repository.PathOf($"src/{package}");
        return XDocument.Load(Path.Combine(folder, package + ".csproj")).Descendants("None")
            .Where(item => item.Attribute("Pack")?.Value == "true")
            .SelectMany(item => item.Attribute("Include")!.Value.Split(';'), (item, file) => (Folder: item.Attribute("PackagePath")!.Value.TrimStart('/'), File: file))
            .ToDictionary(item => item.Folder + Path.GetFileName(item.File), item => Path.GetFullPath(Path.Combine(folder, item.File)), StringComparer.Ordinal);
    }
}
