using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Cache;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Sso;

namespace WorkOs.AspNetCore.Tests.Blazor;

/// <summary>A circuit of a user who signed in with single sign-on, whose session has no end at WorkOS.</summary>
[Trait("Room", "Blazor")]
public sealed class CircuitSingleSignOnTests
{
    private const string Secret = "whsec_of_single_sign_on";
    private const string Webhooks = "/auth/webhooks";

    // More than the interval in which a circuit looks at its session.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(31);

    private readonly FakeSessionCache _cache = new();

    public static TheoryData<string, bool> EndsAndStores => DeprovisioningTests.EndsAndStores;

    [Theory]
    [MemberData(nameof(EndsAndStores))]
    public async Task Components_see_nobody_as_soon_as_a_webhook_says_that_the_user_is_gone(string what, bool useStore)
    {
        await using var app = await StartAsync(useStore);
        await using var circuit = await OpenAsync(app, app.NewBrowser());
        app.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.OK, await app.SendWebhookAsync(Deprovisioned.Ends[what], Secret, Webhooks));

        await circuit.WaitForNobodyAsync();
    }

    [Fact]
    public async Task Components_see_within_the_interval_what_another_machine_was_told()
    {
        await using var app = await StartAsync(useStore: true);
        await using var other = await StartAsync(useStore: true);
        await using var circuit = await OpenAsync(app, app.NewBrowser());
        other.Clock.Advance(TimeSpan.FromSeconds(5));

        await other.SendWebhookAsync(Deprovisioned.Ends["connection deactivated"], Secret, Webhooks);
        app.Clock.Advance(Interval);

        await circuit.WaitForNobodyAsync();
    }

    [Theory]
    [InlineData(Secret)]
    [InlineData(null)]
    public async Task Components_see_nobody_after_a_sign_out_in_another_tab(string? secret)
    {
        await using var app = await StartAsync(useStore: true, secret);
        var browser = app.NewBrowser();
        await using var circuit = await OpenAsync(app, browser);

        await browser.GetAsync("/out");

        await circuit.WaitForNobodyAsync();
    }

    [Fact]
    public async Task Events_that_are_about_others_change_nothing()
    {
        await using var app = await StartAsync(useStore: true);
        await using var circuit = await OpenAsync(app, app.NewBrowser());
        app.Clock.Advance(TimeSpan.FromSeconds(5));

        foreach (var other in Deprovisioned.Others.Values)
        {
            await app.SendWebhookAsync(other, Secret, Webhooks);
        }

        app.Clock.Advance(Interval);
        Assert.IsType<SessionVerdict.Lives>(await ((SessionAuthenticationStateProvider)circuit.State).Session!.CheckAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task There_is_no_token_in_it(bool useStore)
    {
        await using var app = await StartAsync(useStore);
        await using var circuit = await OpenAsync(app, app.NewBrowser());

        Assert.Equal(WorkOsAccessTokenFailure.NoSession, (await circuit.GetTokenAsync()).Failure);
    }

    private static async Task<TestCircuit> OpenAsync(TestApp app, Browser browser)
    {
        await browser.SignInAsync();
        var circuit = await TestCircuit.OpenAsync(app.Services, browser);
        Assert.Equal(Profiles.Id, (await circuit.GetUserAsync()).FindFirst(ClaimTypes.NameIdentifier)?.Value);
        return circuit;
    }

    private Task<TestApp> StartAsync(bool useStore, string? secret = Secret) => TestApp.StartAsync(settings =>
    {
        settings.Options = options =>
        {
            if (secret is not null)
            {
                options.WebhookSecrets.Add(secret);
            }
        };
        settings.Services = (services, options) =>
        {
            services.AddSingleton<IWorkOsSessionCache>(_cache);
            TestCircuit.Add(services);
            var authentication = services.AddWorkOs(options);
            if (useStore)
            {
                authentication.AddWorkOsDistributedSessions();
            }
        };
        settings.Pipeline = app =>
        {
            app.MapWorkOsWebhooks(WorkOsDefaults.AuthenticationScheme);
            TestCircuit.Map(app);
            app.MapGet("/out", (HttpContext context) => context.SignOutAsync());
        };
    });
}
