using System.Text.RegularExpressions;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>A page of the documentation, as far as it can be wrong: its code blocks, its links and what can be linked to.</summary>
internal sealed partial class MarkdownPage(string text)
{
    private readonly string _text = text.ReplaceLineEndings("\n");

    public static MarkdownPage Read(string path) => new(File.ReadAllText(path));

    public IReadOnlyList<string> Blocks(string language) =>
        [.. Fence().Matches(_text).Where(fence => fence.Groups["language"].Value == language).Select(fence => fence.Groups["body"].Value)];

    public IReadOnlyList<string> RelativeLinks =>
        [.. Link().Matches(Prose).Select(link => link.Groups["target"].Value).Where(target => !target.Contains(':', StringComparison.Ordinal))];

    public IReadOnlySet<string> Anchors =>
        Heading().Matches(Prose).Select(heading => AnchorOf(heading.Groups["title"].Value)).ToHashSet(StringComparer.Ordinal);

    private string Prose => Fence().Replace(_text, string.Empty);

    private static string AnchorOf(string title) => string.Concat(title
        .ToLowerInvariant()
        .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')
        .Select(c => c == ' ' ? '-' : c));

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<body>[\\s\\S]*?)^```$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
