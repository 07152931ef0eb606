using System.Text.RegularExpressions;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>A page of the documentation, as far as it can be wrong: its code blocks, its links and what can be linked to.</summary>
internal sealed partial class MarkdownPage(string text)
{
    private readonly string _text = text.ReplaceLineEndings("\n");

    public static MarkdownPage Read(string path) => new(File.ReadAllText(path));

    /// <summary>All blocks, in their order. The name of a file stands in a paragraph of its own before its block: <c>**`Program.cs`**</c>.</summary>
    public IReadOnlyList<CodeBlock> CodeBlocks =>
        [.. Fence().Matches(_text).Select(fence => new CodeBlock(
            fence.Groups["file"] is { Success: true, Value: var file } ? file : null, fence.Groups["language"].Value, fence.Groups["body"].Value))];

    public IReadOnlyList<string> RelativeLinks =>
        [.. Link().Matches(Prose).Select(link => link.Groups["target"].Value).Where(target => !target.Contains(':', StringComparison.Ordinal))];

    public IReadOnlySet<string> Anchors =>
        Heading().Matches(Prose).Select(heading => AnchorOf(heading.Groups["title"].Value)).ToHashSet(StringComparer.Ordinal);

    private string Prose => Fence().Replace(_text, string.Empty);

    /// <summary>The blocks of a language that are parts of a file.</summary>
    public IReadOnlyList<string> Excerpts(string language) =>
        [.. CodeBlocks.Where(block => block.File is null && block.Language == language).Select(block => block.Text)];

    /// <summary>The page from a heading of level two to the next.</summary>
    public MarkdownPage Section(string title)
    {
        var start = _text.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        if (start < 0)
        {
            throw new ArgumentException($"The page has no section '{title}'.", nameof(title));
        }

        var end = _text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return new(end < 0 ? _text[start..] : _text[start..end]);
    }

    /// <summary>The page with another text in the place of one, such as a placeholder.</summary>
    public MarkdownPage Replace(string text, string replacement) => new(_text.Replace(text, replacement, StringComparison.Ordinal));

    private static string AnchorOf(string title) => string.Concat(title
        .ToLowerInvariant()
        .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')
        .Select(c => c == ' ' ? '-' : c));

    [GeneratedRegex("^(\\*\\*`(?<file>[^`\n]+)`\\*\\*\n\n)?```(?<language>[a-z]*)\n(?<body>[\\s\\S]*?)^```$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
