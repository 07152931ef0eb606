using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace SampleSite.Tests.Browser;

/// <summary>
/// axe, put into a page once and run in every appearance of it. It is what takes the time in these tests, so that only what it
/// complains about comes back.
/// </summary>
internal static class Axe
{
    // The number of rules that hold comes first: none would mean that axe did not look.
    private const string Run = """
        async () => {
          const found = await axe.run(document, { resultTypes: ['violations'] });
          return [`${found.passes.length}`, ...found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`))];
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong with the page at hand in any appearance, one line each; it may not scroll sideways either.</summary>
    public static async Task<IReadOnlyList<string>> FindViolationsAsync(IPage page, string name)
    {
        var violations = new List<string>();
        await page.EvaluateAsync(Script);
        foreach (var appearance in Appearance.All)
        {
            await appearance.ApplyAsync(page);
            var found = await page.EvaluateAsync<string[]>(Run);
            Assert.NotEqual("0", found[0]);
            violations.AddRange(found.Skip(1).Select(violation => $"{name} ({appearance}): {violation}"));
            var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (width > appearance.Width)
            {
                violations.Add($"{name} ({appearance}): it is {width} wide");
            }
        }

        return violations;
    }
}
