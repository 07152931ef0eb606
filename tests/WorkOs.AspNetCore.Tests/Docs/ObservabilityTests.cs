using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>docs/observability.md names every instrument and every event that an operator should know, and none that does not exist.</summary>
[Trait("Room", "Docs")]
public sealed partial class ObservabilityTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/observability.md")).ReplaceLineEndings("\n");

    private static readonly IReadOnlyList<(string Name, int Id, string Level)> Events = [.. Directory
        .EnumerateFiles(Repository.PathOf("src/WorkOs.AspNetCore"), "*.cs", SearchOption.AllDirectories)
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"))
        .SelectMany(static file => LoggerMessage().Matches(File.ReadAllText(file)))
        .Select(static match => (match.Groups["name"].Value, int.Parse(match.Groups["id"].Value), match.Groups["level"].Value))];

    [Fact]
    public void The_page_has_every_instrument_with_its_kind_and_its_unit()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var found = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Scope == factory)
                {
                    found.Add($"{instrument.Name}, {(instrument is Counter<long> ? "counter" : "histogram")}, {instrument.Unit}");
                }
            },
        };
        listener.Start();
        _ = new WorkOsMetrics(factory);

        var documented = Instrument().Matches(Page).Select(row => $"{row.Groups["name"].Value}, {row.Groups["kind"].Value}, {row.Groups["unit"].Value}");
        Assert.NotEmpty(found);
        Assert.Equal(found.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_expressions_of_alerts_name_instruments_that_exist()
    {
        // As OpenTelemetry's exporter for Prometheus makes them: dots become underscores, and unit and kind follow.
        var names = Instrument().Matches(Page)
            .Select(row => row.Groups["name"].Value.Replace('.', '_') + (row.Groups["kind"].Value == "counter" ? "_total" : "_seconds"))
            .ToHashSet(StringComparer.Ordinal);
        var used = Expression().Matches(Page).Select(match => match.Groups["name"].Value).ToList();

        Assert.NotEmpty(used);
        Assert.All(used, name => Assert.Contains(name, names));
    }

    [Fact]
    public void The_page_has_every_event_of_level_Warning_or_above_with_its_id_and_level()
    {
        var documented = Event().Matches(Page)
            .Select(row => (row.Groups["name"].Value, int.Parse(row.Groups["id"].Value), row.Groups["level"].Value))
            .ToList();

        Assert.NotEmpty(Events);
        Assert.All(Events.Where(item => item.Level is "Warning" or "Error" or "Critical"), item => Assert.Contains(item, documented));
        Assert.All(documented, item => Assert.Contains(item, Events));
    }

    [Fact]
    public void An_event_has_an_id_of_its_own() =>
        Assert.All(Events.GroupBy(item => item.Id), events => Assert.Single(events.Select(item => item.Name).Distinct(StringComparer.Ordinal)));

    // The generator of .NET 10 writes several classes in an order of chance, so that no two builds would be the same.
    [Fact]
    public void One_class_of_a_package_has_all_log_messages() =>
        Assert.All(["src/WorkOs.AspNetCore", "src/WorkOs.AspNetCore.Testing"], static package => Assert.Single(
            Directory.EnumerateFiles(Repository.PathOf(package), "*.cs", SearchOption.AllDirectories),
            static file => !file.Split(Path.DirectorySeparatorChar).Contains("obj") && File.ReadAllText(file).Contains("[LoggerMessage(", StringComparison.Ordinal)));

    [GeneratedRegex(@"^\| `(?<name>workos\.[a-z_.]+)` \| (?<kind>counter|histogram) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instrument();

    [GeneratedRegex(@"\b(?<name>workos_[a-z_]+(_total|_seconds))(_count|_bucket)?[{\[]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z]+)` \| (?<id>\d+) \| (?<level>[A-Za-z]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Event();

    [GeneratedRegex(@"LoggerMessage\((?<id>\d+), LogLevel\.(?<level>[A-Za-z]+), .*EventName = ""(?<name>[A-Za-z]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LoggerMessage();
}
