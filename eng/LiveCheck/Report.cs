using System.Globalization;
using LiveCheck.Asking;

namespace LiveCheck;

/// <summary>
/// The findings as text, differences first. It contains names and kinds only; <see cref="Values.Hide"/> also removes values from each line.
/// </summary>
internal static class Report
{
    public static string Of(string title, IReadOnlyList<Finding> findings, Values values)
    {
        var different = findings.Where(finding => finding.Differences.Count > 0).ToList();
        var notTried = findings.Where(finding => finding.NotTried is not null).ToList();
        var same = findings.Where(finding => finding.IsSame).ToList();
        List<string> lines =
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"{title}: {same.Count} same, {different.Count} different, {notTried.Count} could not be tried"),
        ];
        Add(lines, "Different", different, finding => finding.Differences);
        Add(lines, "Could not be tried", notTried, finding => [finding.NotTried!]);
        Add(lines, "Noted", findings.Where(finding => finding.Notes.Count > 0), finding => finding.Notes);
        Add(lines, "Same", same, _ => []);
        return string.Concat(lines.Select(line => values.Hide(line) + "\n"));
    }

    /// <summary>The list of all checks.</summary>
    public static string Of(IEnumerable<Check> checks) => string.Concat(checks.Select(check =>
        $"{check.Id}: {check.Fact} ({check.Source}; {Name(check.Confidence)})\n  {check.Ask.Method} {check.Ask.Path}\n"));

    private static void Add(List<string> lines, string title, IEnumerable<Finding> findings, Func<Finding, IEnumerable<string>> details)
    {
        var all = findings.ToList();
        if (all.Count == 0)
        {
            return;
        }

        lines.AddRange(["", title]);
        foreach (var finding in all)
        {
            lines.Add($"- {finding.Check.Id}: {finding.Check.Fact} ({finding.Check.Source}; {Name(finding.Check.Confidence)})");
            lines.AddRange(details(finding).Select(detail => "    " + detail));
        }
    }

    private static string Name(Confidence confidence) => confidence switch
    {
        Confidence.High => "well known",
        Confidence.Medium => "one source",
        _ => "not known",
    };
}
