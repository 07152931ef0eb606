using System.Reflection;
using System.Text.RegularExpressions;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>An operator finds every code in the page, and every link of a log line leads somewhere.</summary>
[Trait("Room", "Docs")]
public sealed partial class TroubleshootingTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/troubleshooting.md"));

    private static readonly IReadOnlyList<string> AllCodes =
        [.. typeof(WorkOsFailureCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!)];

    public static TheoryData<string> Codes => [.. AllCodes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_an_entry_with_cause_and_fix(string code)
    {
        var entry = Entry().Matches(Page).SingleOrDefault(entry => entry.Groups["code"].Value == code);

        Assert.NotNull(entry);
        Assert.Contains("**Cause.**", entry.Value, StringComparison.Ordinal);
        Assert.Contains("**Fix.**", entry.Value, StringComparison.Ordinal);
        Assert.True(Page[..entry.Index].Contains($"`{code}`", StringComparison.Ordinal), "The contents do not list it.");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_sentence_and_a_status(string code)
    {
        Assert.True(FailureCatalog.IsKnown(code));
        Assert.EndsWith(".", FailureCatalog.Get(code).Sentence, StringComparison.Ordinal);
        Assert.InRange(FailureCatalog.Get(code).Status, 400, 503);
        Assert.NotEqual(500, FailureCatalog.Get(code).Status);
    }

    [Fact]
    public void The_catalog_and_the_page_have_no_code_that_does_not_exist()
    {
        var codes = AllCodes.Order(StringComparer.Ordinal).ToList();

        Assert.Equal(codes, FailureCatalog.Codes.Order(StringComparer.Ordinal));
        Assert.Equal(codes, Entry().Matches(Page).Select(entry => entry.Groups["code"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_link_in_the_page_and_in_the_log_leads_to_a_heading()
    {
        var anchors = Heading().Matches(Page).Select(heading => AnchorOf(heading.Groups["title"].Value)).ToHashSet(StringComparer.Ordinal);
        var logged = Directory.EnumerateFiles(Repository.PathOf("src/WorkOs.AspNetCore"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => LoggedLink().Matches(File.ReadAllText(file)));

        Assert.All(Link().Matches(Page).Concat(logged), link => Assert.Contains(link.Groups["anchor"].Value, anchors));
    }

    private static string AnchorOf(string title) =>
        NotInAnchor().Replace(title.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-');

    [GeneratedRegex("^### (?<code>[a-z_]+_[a-z_]+|forbidden)\n(?:(?!\n#)[\\s\\S])*", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#(?<anchor>[^)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"troubleshooting\.md#(?<anchor>[a-z_-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LoggedLink();

    [GeneratedRegex("[^a-z0-9_ -]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotInAnchor();
}
