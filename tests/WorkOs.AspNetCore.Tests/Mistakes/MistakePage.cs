using WorkOs.AspNetCore.Tests.Docs;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>The table of mistakes in docs/troubleshooting.md.</summary>
internal static class MistakePage
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/troubleshooting.md")).ReplaceLineEndings("\n");

    public static void AssertHas(string kind) =>
        Assert.Contains(Page.Split('\n'), line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|')[1].Contains($"`{kind}`", StringComparison.Ordinal));
}
