using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Diagnostics;

/// <summary>What nobody collects costs no memory.</summary>
[Trait("Room", "Diagnostics")]
public sealed class IdleMeterTests
{
    private static readonly Dictionary<string, Action<WorkOsMetrics>> Measurings = new(StringComparer.Ordinal)
    {
        ["sign-in"] = static metrics => metrics.SignedIn("WorkOS"),
        ["restart"] = static metrics => metrics.Restarted("WorkOS", "state_expired"),
        ["API key"] = static metrics => metrics.ApiKeyValidated("WorkOS", "success"),
        ["webhook"] = static metrics => metrics.WebhookReceived("WorkOS", "accepted", "session.revoked"),
        ["mark"] = static metrics => metrics.MarkFound("session"),
        ["refresh"] = static metrics => metrics.Refreshed("WorkOS", TimeSpan.Zero, "refreshed", "503"),
        ["keys"] = static metrics => metrics.KeysFetched("WorkOS", TimeSpan.Zero, "503"),
        ["metadata"] = static metrics => metrics.MetadataFetched("WorkOS", TimeSpan.Zero, "503"),
        ["store"] = static metrics => metrics.StoreCalled("get", TimeSpan.Zero, "503"),
    };

    public static TheoryData<string> Names => [.. Measurings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_measurement_that_nobody_collects_allocates_nothing(string name)
    {
        var measure = Measurings[name];
        measure(Reports.Metrics);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            measure(Reports.Metrics);
        }

        // Less than one object for each.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 999);
        Assert.False(Reports.Metrics.MeasuresStore);
    }
}
