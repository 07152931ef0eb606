using System.Buffers.Binary;
using System.Text;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>What is in the packages, besides what apps do with them.</summary>
public sealed class PackageTests
{
    private const string Address = "https://example.com/project";

    public static TheoryData<string> Packages => [.. PackedPackages.Names];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task A_package_has_an_icon_of_128_pixels(string package)
    {
        var file = await ReadAsync(package);

        var png = file.BytesOf(file.Element("icon")!.Value);

        Assert.Equal("\u0089PNG", Encoding.Latin1.GetString(png[..4]));
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task A_package_has_a_readme_of_its_own_without_relative_links(string package)
    {
        var file = await ReadAsync(package);

        var readme = file.TextOf(file.Element("readme")!.Value);

        Assert.StartsWith($"# {package}\n", readme, StringComparison.Ordinal);
        Assert.Empty(new MarkdownPage(readme).RelativeLinks);
        Assert.DoesNotContain("--source", readme, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet pack", readme, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task The_release_notes_are_the_section_of_the_version_in_the_changelog(string package)
    {
        var file = await ReadAsync(package);
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("CHANGELOG.md"));
        var section = lines
            .SkipWhile(line => !line.StartsWith($"## [{file.Element("version")!.Value}] - ", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));

        Assert.Equal(string.Join('\n', section).Trim(), file.Element("releaseNotes")!.Value.ReplaceLineEndings("\n").Trim());
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task A_package_has_its_license_and_says_whose_code_it_has(string package)
    {
        var file = await ReadAsync(package);

        Assert.Equal("MIT", file.Element("license")!.Value);
        Assert.Equal(await File.ReadAllTextAsync(Repository.PathOf("LICENSE")), file.TextOf("LICENSE"));
        Assert.Contains("no code of third parties", file.TextOf("THIRD-PARTY-NOTICES.txt"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task A_package_depends_on_the_shared_framework_only(string package)
    {
        var file = await ReadAsync(package);

        Assert.DoesNotContain(file.Metadata.Descendants(), element => element.Name.LocalName == "dependency");
        var framework = Assert.Single(file.Metadata.Descendants(), element => element.Name.LocalName == "frameworkReference");
        Assert.Equal("Microsoft.AspNetCore.App", framework.Attribute("name")?.Value);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task A_package_can_be_found(string package)
    {
        var file = await ReadAsync(package);

        Assert.Contains("workos", file.Element("tags")!.Value.Split(' '), StringComparer.Ordinal);
        Assert.Contains("WorkOS", file.Element("description")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task The_symbols_are_those_of_the_assembly_with_all_sources_and_where_they_are(string package)
    {
        var packages = await PackedPackages.GetAsync();
        var symbols = Symbols.Read(packages.Read(package, "snupkg").BytesOf($"lib/net10.0/{package}.pdb"));

        Assert.Equal(Symbols.IdIn(AssemblyIn(packages.Read(package), package)), symbols.Id);
        Assert.NotEmpty(symbols.Documents);
        Assert.Empty(symbols.DocumentsWithoutSource);
        Assert.All(symbols.Documents, document => Assert.StartsWith("/_", document, StringComparison.Ordinal));
        Assert.Contains("{\"/_/*\":\"https://raw.githubusercontent.com/example/project/", symbols.SourceLink.Replace(" ", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task No_path_of_the_machine_is_in_a_package(string package)
    {
        var packages = await PackedPackages.GetAsync();
        var files = new[] { AssemblyIn(packages.Read(package), package), packages.Read(package, "snupkg").BytesOf($"lib/net10.0/{package}.pdb") };
        string[] paths = [packages.Sources.Folder, Path.GetTempPath(), Repository.PathOf("src"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/."];

        Assert.All(files, file => Assert.All(paths, path =>
        {
            Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(path)));
            Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(path)));
        }));
    }

    [Fact]
    public async Task One_commit_is_one_assembly_in_another_folder_and_on_a_build_server()
    {
        var packages = await PackedPackages.GetAsync();
        using var elsewhere = new TemporaryFolder();
        var sources = await SourceCopy.CreateAsync(Path.Combine(elsewhere.Path, "some", "where", "else"));
        await sources.RunAsync(new() { ["CI"] = "true" }, "build");

        foreach (var package in PackedPackages.Names)
        {
            Assert.Equal(AssemblyIn(packages.Read(package), package), await File.ReadAllBytesAsync(sources.AssemblyOf(package)));
        }
    }

    [Fact]
    public async Task The_address_of_the_project_is_the_one_that_is_given_or_none()
    {
        var packages = await PackedPackages.GetAsync();
        using var folder = new TemporaryFolder();
        await packages.Sources.RunAsync([], "pack", "--no-build", "--output", folder.Path, $"-p:ProjectAddress={Address}");

        foreach (var package in PackedPackages.Names)
        {
            var (without, with) = (packages.Read(package), PackageFile.Read(folder.Path, package, "nupkg"));
            Assert.Null(without.Element("projectUrl"));
            Assert.Null(without.Element("repository")?.Attribute("url"));
            Assert.Equal(Address, with.Element("projectUrl")?.Value);
            Assert.Equal(Address, with.Element("repository")?.Attribute("url")?.Value);
        }
    }

    private static async Task<PackageFile> ReadAsync(string package) => (await PackedPackages.GetAsync()).Read(package);

    private static byte[] AssemblyIn(PackageFile file, string package) => file.BytesOf($"lib/net10.0/{package}.dll");
}
