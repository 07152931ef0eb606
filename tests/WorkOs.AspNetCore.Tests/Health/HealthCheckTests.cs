using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Bearer;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Health;

/// <summary>The health check says what a machine knows already: it asks WorkOS nothing, and the store little.</summary>
[Trait("Room", "Health")]
public sealed class HealthCheckTests : AuthKitTestBase
{
    [Fact]
    public async Task A_machine_that_has_not_called_WorkOS_is_healthy_and_probes_do_not_call_it()
    {
        await using var api = await StartApiAsync();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(HealthStatus.Healthy, (await ProbeAsync(api.Services)).Status);
        }

        Assert.Equal(0, api.WorkOs.Requests);
    }

    [Fact]
    public async Task Keys_that_cannot_be_fetched_make_a_machine_degraded_until_they_can()
    {
        await using var api = await StartApiAsync();
        api.WorkOs.Answer = static () => throw new HttpRequestException(HttpRequestError.NameResolutionError, Secrets.Code);
        await api.SendTokenAsync(TokenForge.Good());
        api.Clock.Advance(TimeSpan.FromSeconds(7));

        var failed = await ProbeAsync(api.Services);
        api.WorkOs.Answer = static () => Task.FromResult(KeySetServer.Ok(TokenForge.KeySet));
        await api.SendTokenAsync(TokenForge.Good());
        var recovered = await ProbeAsync(api.Services);

        Assert.Equal(HealthStatus.Degraded, failed.Status);
        Assert.Equal("The last fetch of signing keys of 'WorkOS.Bearer' failed 7 seconds ago: NameResolutionError.", failed.Description);
        Assert.Equal([new("keys WorkOS.Bearer", "NameResolutionError")], failed.Data);
        Assert.Equal(HealthStatus.Healthy, recovered.Status);
        Assert.Null(recovered.Description);
        Assert.Equal([new("keys WorkOS.Bearer", "success")], recovered.Data);
    }

    [Theory]
    [InlineData(599, HealthStatus.Degraded)]
    [InlineData(600, HealthStatus.Healthy)]
    public async Task A_failure_that_nothing_has_followed_counts_for_ten_minutes(int seconds, HealthStatus expected)
    {
        await using var api = await StartApiAsync();
        api.WorkOs.Answer = static () => throw new HttpRequestException(HttpRequestError.ConnectionError);
        await api.SendTokenAsync(TokenForge.Good());

        api.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, (await ProbeAsync(api.Services)).Status);
    }

    public static TheoryData<int, HealthStatus> Refreshings => new()
    {
        { 200, HealthStatus.Healthy },
        { 503, HealthStatus.Degraded },
        { 429, HealthStatus.Degraded },
        { 400, HealthStatus.Healthy },
    };

    [Theory]
    [MemberData(nameof(Refreshings))]
    public async Task A_refresh_without_an_answer_makes_a_machine_degraded_and_one_that_ends_a_session_does_not(int status, HealthStatus expected)
    {
        var app = await StartAppAsync(WithHealthChecks());
        var browser = await app.SignInAsync("ada@acme.com");
        if (status != 200)
        {
            WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, status, """{"error":"invalid_grant"}""", times: 100);
        }

        Clock.Advance(UntilExpired);
        await WhileTimePassesAsync(browser.GetAsync("/me"));

        Assert.Equal(expected, (await ProbeAsync(app.Services)).Status);
    }

    public static TheoryData<string, bool, HealthStatus?, HealthStatus> StoreFailures => new()
    {
        { "sessions", true, null, HealthStatus.Unhealthy },
        { "sessions, failureStatus Degraded", true, HealthStatus.Degraded, HealthStatus.Degraded },
        { "sessions, failureStatus Healthy", true, HealthStatus.Healthy, HealthStatus.Healthy },
        { "marks", false, null, HealthStatus.Degraded },
        { "marks, failureStatus Healthy", false, HealthStatus.Healthy, HealthStatus.Healthy },
    };

    [Theory]
    [MemberData(nameof(StoreFailures))]
    public async Task A_store_that_cannot_be_written_to_counts_for_what_it_holds(string holds, bool useStore, HealthStatus? failureStatus, HealthStatus expected)
    {
        var cache = new SharedCache { IsReadOnly = true };
        var app = await StartAppAsync(WithHealthChecks(cache, useStore, failureStatus));

        var result = await ProbeAsync(app.Services);

        Assert.True(expected == result.Status, holds);
        Assert.Equal("The session cache could not be written to: IOException.", result.Description);
        Assert.Equal([new("store", "IOException")], result.Data);
    }

    [Fact]
    public async Task Many_probes_write_to_the_store_once_in_ten_seconds()
    {
        var cache = new SlowCache();
        var app = await StartAppAsync(WithHealthChecks(cache));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ProbeAsync(app.Services)));
        Clock.Advance(StoreProbe.Interval - TimeSpan.FromTicks(1));
        Assert.Equal(HealthStatus.Healthy, (await ProbeAsync(app.Services)).Status);
        Assert.Equal(1, cache.Writes);

        Clock.Advance(TimeSpan.FromTicks(1));
        await ProbeAsync(app.Services);
        Assert.Equal(2, cache.Writes);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_given_up_on_and_asked_again_ten_seconds_later()
    {
        var frozen = new TaskCompletionSource();
        var cache = new SlowCache { Answer = frozen.Task };
        var app = await StartAppAsync(WithHealthChecks(cache));

        for (var i = 1; i <= 3; i++)
        {
            var probes = Enumerable.Range(0, 10).Select(_ => ProbeAsync(app.Services)).ToList();
            Assert.All(await WhileTimePassesAsync(Task.WhenAll(probes)), result =>
            {
                Assert.Equal(HealthStatus.Unhealthy, result.Status);
                Assert.Equal("The session cache could not be written to: TimeoutException.", result.Description);
            });
            Assert.Equal(i, cache.Writes);
            Clock.Advance(StoreProbe.Interval);
        }

        frozen.SetResult();
        Assert.Equal(HealthStatus.Healthy, (await WhileTimePassesAsync(ProbeAsync(app.Services))).Status);
    }

    [Fact]
    public async Task A_probe_that_is_cancelled_does_not_end_that_of_another()
    {
        var frozen = new TaskCompletionSource();
        var app = await StartAppAsync(WithHealthChecks(new SlowCache { Answer = frozen.Task }));
        using var left = new CancellationTokenSource();
        var leaving = ProbeAsync(app.Services, left.Token);
        var staying = ProbeAsync(app.Services);

        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        frozen.SetResult();

        Assert.Equal(HealthStatus.Healthy, (await staying).Status);
    }

    [Fact]
    public async Task An_app_that_keeps_nothing_in_the_store_does_not_write_to_it()
    {
        var cache = new SlowCache();
        await using var app = await TestApp.StartAsync(settings => settings.Services = (services, options) =>
        {
            services.AddSingleton<IDistributedCache>(cache);
            services.AddHealthChecks().AddWorkOs();
            services.AddWorkOs(options);
        });

        Assert.Equal(HealthStatus.Healthy, (await ProbeAsync(app.Services)).Status);
        Assert.Equal(0, cache.Writes);
    }

    [Fact]
    public void The_registration_is_what_was_asked_for()
    {
        var services = new ServiceCollection();
        services.AddHealthChecks().AddWorkOs().AddWorkOs("sign-in", HealthStatus.Degraded, ["ready"], TimeSpan.FromSeconds(1));

        var registrations = services.BuildServiceProvider()
            .GetRequiredService<Microsoft.Extensions.Options.IOptions<HealthCheckServiceOptions>>().Value.Registrations.ToList();

        Assert.Equal(["workos", "sign-in"], registrations.Select(registration => registration.Name));
        Assert.Equal([HealthStatus.Unhealthy, HealthStatus.Degraded], registrations.Select(registration => registration.FailureStatus));
        Assert.Empty(registrations[0].Tags);
        Assert.Equal(["ready"], registrations[1].Tags);
        Assert.Equal(TimeSpan.FromSeconds(1), registrations[1].Timeout);
        Assert.Throws<ArgumentNullException>(() => ((IHealthChecksBuilder)null!).AddWorkOs());
        Assert.Throws<ArgumentNullException>(() => services.AddHealthChecks().AddWorkOs(null!));
    }

    private static AuthKitAppSettings WithHealthChecks(IDistributedCache? cache = null, bool useStore = true, HealthStatus? failureStatus = null) => new()
    {
        Cache = cache,
        UseStore = useStore,
        Services = services => services.AddHealthChecks().AddWorkOs(failureStatus: failureStatus),
    };

    private static Task<BearerApi> StartApiAsync() =>
        BearerApi.StartAsync(addSchemes: static authentication => authentication.Services.AddHealthChecks().AddWorkOs());

    private static async Task<HealthReportEntry> ProbeAsync(IServiceProvider services, CancellationToken cancellationToken = default) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancellationToken)).Entries["workos"];
}
