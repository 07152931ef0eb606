using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>An app with schemes of two WorkOS environments: what ends sessions in one says nothing in the other.</summary>
[Trait("Room", "Webhooks")]
public sealed class EnvironmentAttackTests : AuthKitTestBase
{
    private const string Other = "WorkOS.Other";
    private const string OtherSecret = "whsec_of_the_other_environment";
    private const string OtherEnvironment = "client_other_environment";

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddRedirectUri("http://localhost/signin-workos-authkit").AddRedirectUri("http://localhost/signin-other");
    }

    public static TheoryData<string> Events => ["session.revoked", "user.deleted", "organization_membership.deleted"];

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_webhook_of_another_environment_ends_nothing_here(string name)
    {
        var app = await StartTwoSchemesAsync(OtherEnvironment);
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));

        var answer = await SignedWebhook.SendAsync(app, Sign(name, OtherSecret), "/other/auth/webhooks");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_webhook_of_the_same_environment_ends_the_sessions_of_all_its_schemes(string name)
    {
        var app = await StartTwoSchemesAsync(WorkOs.ClientId);
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));

        await SignedWebhook.SendAsync(app, Sign(name, OtherSecret), "/other/auth/webhooks");

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_webhook_does_not_end_the_sessions_of_a_scheme_of_another_environment(string name)
    {
        var app = await StartTwoSchemesAsync(OtherEnvironment);
        var browser = await SignInToOtherAsync(app);
        Clock.Advance(TimeSpan.FromSeconds(5));
        var here = Sign(name, WebhookSecret);
        var there = Sign(name, OtherSecret);

        await SignedWebhook.SendAsync(app, here);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);

        await SignedWebhook.SendAsync(app, there, "/other/auth/webhooks");
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task The_secret_of_one_environment_signs_nothing_for_the_endpoint_of_another()
    {
        var app = await StartTwoSchemesAsync(OtherEnvironment);
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await SignedWebhook.SendAsync(app, Sign("session.revoked", OtherSecret));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(OtherEnvironment, false)]
    [InlineData(null, true)]
    public async Task An_end_by_the_app_reaches_the_environment_of_the_scheme_it_names(string? environment, bool ends)
    {
        var app = await StartTwoSchemesAsync(environment);
        var user = await app.SignInAsync("ada@acme.com");
        var session = await app.SignInAsync("ada@acme.com");
        var id = (await session.GetAsync("/claims")).Body.Split('\n').Single(claim => claim.StartsWith("sid=", StringComparison.Ordinal))[4..];
        var sessions = app.Services.GetRequiredService<WorkOsSessions>();

        await sessions.EndSessionAsync(id, Other);
        Assert.Equal(ends, (await session.GetAsync("/me")).Body == "nobody");
        Assert.Equal(Ada.UserId, (await user.GetAsync("/me")).Body);

        await sessions.EndUserSessionsAsync(Ada.UserId, Other);
        Assert.Equal(ends, (await user.GetAsync("/me")).Body == "nobody");
    }

    [Fact]
    public async Task An_end_by_the_app_without_a_scheme_is_one_in_the_environment_of_the_default_one()
    {
        var app = await StartTwoSchemesAsync(OtherEnvironment);
        var here = await app.SignInAsync("ada@acme.com");
        var there = await SignInToOtherAsync(app);

        await app.Services.GetRequiredService<WorkOsSessions>().EndUserSessionsAsync(Ada.UserId);

        Assert.Equal("nobody", (await here.GetAsync("/me")).Body);
        Assert.Equal(Ada.UserId, (await there.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData("WorkOS.Othr")]
    [InlineData("Cookies")]
    public async Task An_end_in_a_scheme_that_is_none_of_AuthKit_is_refused_aloud(string scheme)
    {
        var app = await StartAppAsync();
        var sessions = app.Services.GetRequiredService<WorkOsSessions>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => sessions.EndUserSessionsAsync(Ada.UserId, scheme));
        await Assert.ThrowsAsync<InvalidOperationException>(() => sessions.EndSessionAsync("session_1", scheme));
    }

    [Fact]
    public async Task No_two_ends_share_a_mark()
    {
        var cache = new SharedCache();
        var ended = new EndedSessions(cache.AsSessionCache(), Reports.Metrics, NullLogger<EndedSessions>.Instance);

        await ended.EndSessionAsync("client_1", "1", default);
        await ended.EndSessionAsync("client_11", "", default);
        await ended.EndUserAsync("client_1", "1", default);
        await ended.EndUserAsync("client", "_11", default);
        await ended.EndUserAsync("client_1", "1\n1:1", default);
        await ended.EndMembershipAsync("client_1", "1", "1", Clock.GetUtcNow(), default);
        await ended.EndMembershipAsync("client_1", "1\n1", "", Clock.GetUtcNow(), default);
        await ended.EndMembershipAsync("client_1", "1", "1\n", Clock.GetUtcNow(), default);
        await ended.EndMembershipAsync("client_1\n1:1", "", "1", Clock.GetUtcNow(), default);

        Assert.Equal(9, cache.Entries.Count);
    }

    private WorkOsSandboxWebhook Sign(string name, string secret) => WorkOs.AuthKit.CreateSignedWebhook(name, DataOf(name), secret: secret);

    private JsonObject DataOf(string name) => name switch
    {
        "session.revoked" => new JsonObject { ["id"] = WorkOs.AuthKit.ActiveSessions[0] },
        "user.deleted" => new JsonObject { ["id"] = Ada.UserId },
        _ => new JsonObject { ["user_id"] = Ada.UserId, ["organization_id"] = "org_acme" },
    };

    private static async Task<Browser> SignInToOtherAsync(AuthKitApp app)
    {
        var browser = app.NewBrowser();
        var back = await app.ReturnAsync(browser, await browser.GetAsync("/enter-other"), "ada@acme.com");
        Assert.Equal("/me", back.Location);
        return browser;
    }

    private Task<AuthKitApp> StartTwoSchemesAsync(string? environment) => StartAppAsync(new AuthKitAppSettings
    {
        UseStore = false,
        Services = services => services.AddAuthentication().AddWorkOsAuthKit(Other, options =>
        {
            options.ClientId = WorkOs.ClientId;
            options.ApiKey = WorkOs.ApiKey;
            options.BaseAddress = WorkOs.BaseAddress;
            options.EnvironmentClientId = environment;
            options.CallbackPath = "/signin-other";
            options.SaveTokens = true;
            options.WebhookSecrets.Add(OtherSecret);
        }),
        Map = app =>
        {
            app.MapGet("/enter-other", (HttpContext context) =>
                context.ChallengeAsync(Other, new AuthenticationProperties { RedirectUri = "/me" }));
            app.MapGroup("/other").MapWorkOsWebhooks(Other);
        },
    });
}
