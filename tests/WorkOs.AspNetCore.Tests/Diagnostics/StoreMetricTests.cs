using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Diagnostics;

/// <summary>Every call to the session cache is measured, and every mark of an ended session counted.</summary>
[Trait("Room", "Diagnostics")]
[Trait("Room", "Cache")]
public sealed class StoreMetricTests : AuthKitTestBase
{
    private const string Duration = "workos.store.call.duration workos.store.operation=";
    private const string Failures = "workos.store.failures workos.store.operation=";

    private static readonly Dictionary<string, Func<SessionCache, ValueTask>> Calls = new(StringComparer.Ordinal)
    {
        ["get"] = static async cache => await cache.GetAsync("key"),
        ["set"] = static cache => cache.SetAsync("key", [1], TimeSpan.FromMinutes(1)),
        ["compare_and_set"] = static async cache => await cache.TrySetAsync("key", null, [1], TimeSpan.FromMinutes(1)),
        ["remove"] = static cache => cache.RemoveAsync("key"),
    };

    public static TheoryData<string> Operations => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_call_is_measured_with_its_operation(string operation)
    {
        using var meter = new TestMeter();
        var cache = New(meter, new TestSessionCache { Before = () => Clock.Advance(TimeSpan.FromMilliseconds(250)) });

        await Calls[operation](cache);

        Assert.Equal([Duration + operation], meter.Measurements.Lines);
        Assert.Equal([0.25], meter.Measurements.Values);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_call_that_fails_is_measured_and_counted_with_the_exception(string operation)
    {
        using var meter = new TestMeter();
        var cache = New(meter, new TestSessionCache { Before = static () => throw new IOException(Secrets.Code) });

        await Assert.ThrowsAsync<IOException>(async () => await Calls[operation](cache));

        Assert.Equal([$"{Duration}{operation} error.type=IOException", $"{Failures}{operation} error.type=IOException"], meter.Measurements.Lines);
    }

    [Fact]
    public async Task A_call_that_is_given_up_on_is_measured_and_so_are_those_that_fail_at_once_afterwards()
    {
        using var meter = new TestMeter();
        var cache = New(meter, new TestSessionCache { Answer = new TaskCompletionSource().Task });

        var frozen = cache.GetAsync("key").AsTask();
        Clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<TimeoutException>(() => frozen);
        await Assert.ThrowsAsync<TimeoutException>(async () => await cache.SetAsync("key", [1], TimeSpan.FromMinutes(1)));

        Assert.Equal(
            [
                $"{Duration}get error.type=TimeoutException", $"{Failures}get error.type=TimeoutException",
                $"{Duration}set error.type=TimeoutException", $"{Failures}set error.type=TimeoutException",
            ],
            meter.Measurements.Lines);
        Assert.Equal([2.0, 1, 0, 1], meter.Measurements.Values);
    }

    public static TheoryData<string> Ends => ["session", "user", "user by the app", "membership"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_mark_is_counted_when_it_is_set_and_when_a_request_finds_it(string name)
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        using var measurements = new Measurements(app.Services, "workos.session_marks");
        var marks = (EndedSessions)app.Services.GetService(typeof(EndedSessions))!;
        var environment = WorkOs.ClientId;

        await (name switch
        {
            "session" => marks.EndSessionAsync(environment, WorkOs.AuthKit.ActiveSessions[0], default),
            "user" => marks.EndUserAsync(environment, Ada.UserId, Clock.GetUtcNow().AddMinutes(1), default),
            "user by the app" => marks.EndUserAsync(environment, Ada.UserId, default),
            _ => marks.EndMembershipAsync(environment, Ada.UserId, "org_acme", Clock.GetUtcNow().AddMinutes(1), default),
        });
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);

        var kind = name.Split(' ')[0];
        Assert.Equal(
            [$"workos.session_marks workos.mark.kind={kind} workos.mark.operation=set", $"workos.session_marks workos.mark.kind={kind} workos.mark.operation=found"],
            measurements.Lines);
    }

    private SessionCache New(TestMeter meter, IWorkOsSessionCache cache) =>
        new(cache, Options.Create(new WorkOsSessionCacheOptions { Timeout = TimeSpan.FromSeconds(2) }), meter.Metrics, Clock);
}
