using System.Globalization;
using System.Text;
using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Runs a scenario: people sign in, use the site while it happens, and are asked for at each machine at the end.</summary>
internal sealed class ScenarioRunner(Cluster cluster, RunSize size)
{
    private const int PrintedViolations = 2;
    private const int PrintedEvents = 20;

    // Expiry is in whole seconds, and the clock of WorkOS is asked a moment before that of the journal.
    private static readonly TimeSpan ClockResolution = TimeSpan.FromSeconds(2);

    /// <summary>What was measured, as a line; what went wrong, if anything did.</summary>
    public async Task<(string Measured, string? Failure)> RunAsync(Scenario scenario)
    {
        var lifetime = scenario.TokenLifetime ?? size.TokenLifetime;
        await cluster.RestoreAsync(lifetime, scenario.HasDistributedCacheOnly);
        await scenario.Preparation(cluster);
        var watch = new Watch(scenario.Allowed, lifetime);
        var start = TimeProvider.System.GetTimestamp();
        var firstRefresh = (await cluster.WorkOs.GetRefreshesAsync(since: 0)).Count;
        await using var crowd = new Crowd(cluster, watch, size, scenario.Allowed.SignInAgain);
        await crowd.SignInAsync();
        var run = new ScenarioRun(cluster, crowd, watch, size, lifetime, firstRefresh);
        crowd.Start();
        await EndSomeSessionsAsync(run);
        await scenario.Happening(run);
        await run.WaitForAnswersAsync(Math.Max(size.Requests - watch.Answers, size.Requests / 4));
        await crowd.StopAsync();
        await SettleAsync(run);
        var refreshes = await run.GetRefreshesAsync();
        return (Measure(scenario, watch, refreshes, lifetime), Describe(watch, refreshes, start));
    }

    // In every scenario: two people sign out and two are revoked before it happens, and nothing brings them back.
    private static async Task EndSomeSessionsAsync(ScenarioRun run)
    {
        await Task.WhenAll(
            run.People[^1].SignOutAsync(), run.People[^2].SignOutAsync(),
            run.People[^3].RevokeAsync(run.WorkOs), run.People[^4].RevokeAsync(run.WorkOs));
    }

    private static async Task SettleAsync(ScenarioRun run)
    {
        foreach (var machine in run.Machines)
        {
            await Task.WhenAll(run.People.Select(person => person.AskAsync(machine)));
        }
    }

    private static string Measure(Scenario scenario, Watch watch, IReadOnlyList<RefreshRecord> refreshes, TimeSpan lifetime)
    {
        var early = refreshes.Count(refresh => refresh.IsFirst && refresh.TokenAge < (lifetime / 2) - ClockResolution);
        var due = refreshes.Count(refresh => refresh.IsFirst) - early;
        if (scenario.Allowed.RefreshesForEachDue is { } most && refreshes.Count > Math.Max(due * most, due + 1))
        {
            watch.Report("too many refreshes", person: null, $"{refreshes.Count} for {due} that were due, {early} too early");
        }

        var counts = string.Join(", ", Enum.GetValues<AnswerKind>().Select(kind => $"{kind} {watch.CountOf(kind)}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{watch.Answers} requests ({counts}); {refreshes.Count} refreshes for {due} due; longest wait {watch.LongestWait.TotalMilliseconds:0} ms");
    }

    private static IEnumerable<Violation> OfDifferentPeople(IEnumerable<Violation> violations) =>
        violations.DistinctBy(violation => violation.Person).Take(PrintedViolations);

    private static string? Describe(Watch watch, IReadOnlyList<RefreshRecord> refreshes, long start)
    {
        if (watch.Violations.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var kind in watch.Violations.GroupBy(violation => violation.What))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{kind.Count()} times: {kind.Key}");
        }

        var now = (Timestamp: TimeProvider.System.GetTimestamp(), Date: DateTimeOffset.UtcNow);
        foreach (var violation in watch.Violations.GroupBy(violation => violation.What).SelectMany(OfDifferentPeople))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{violation.What}, {violation.Person}: {violation.Details}");
            var ofWorkOs = refreshes
                .Where(refresh => refresh.User == violation.Person)
                .Select(refresh => (
                    At: now.Timestamp - (long)((now.Date - refresh.At).TotalSeconds * TimeProvider.System.TimestampFrequency),
                    Text: $"WorkOS: refresh of {refresh.Session}, token {refresh.Token}{(refresh.IsFirst ? "" : " again")}, {refresh.Organization}: {refresh.Status}{(refresh.IsLost ? ", reply lost" : "")}"));
            foreach (var (at, line) in violation.Events.Concat(ofWorkOs.Where(line => line.At <= violation.At)).OrderBy(line => line.At).TakeLast(PrintedEvents))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {TimeProvider.System.GetElapsedTime(start, at).TotalMilliseconds,8:0} ms  {line}");
            }
        }

        return text.ToString();
    }
}
