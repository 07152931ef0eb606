using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Blazor;

/// <summary>Who the components of a circuit see as their user, while its session ends, moves or cannot be asked for.</summary>
[Trait("Room", "Blazor")]
public sealed class CircuitStateTests : AuthKitTestBase
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public static TheoryData<string, string> Ends
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var end in new[]
            {
                "session.revoked", "user.deleted", "organization_membership.deleted", "organization_membership.updated", "organization.deleted",
                "EndSessionAsync", "EndUserSessionsAsync", "RevokeSessionAsync", "sign-out in another tab",
            })
            {
                rows.Add(end, "stored");
                rows.Add(end, "in the cookie");
            }

            rows.Add("another sign-in in another tab", "stored");
            rows.Add("sign-out of the cookie alone", "stored");
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Components_see_nobody_as_soon_as_this_machine_hears_of(string end, string session)
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { UseStore = session == "stored", Map = MapEnds }));
        var browser = await app.SignInAsync("ada@acme.com");
        await using var circuit = await TestCircuit.OpenAsync(app.Services, browser);
        Assert.Equal(Ada.UserId, IdOf(await circuit.GetUserAsync()));
        Clock.Advance(TimeSpan.FromSeconds(5));

        await EndAsync(end, app, browser);

        await circuit.WaitForNobodyAsync();
        Assert.Equal(WorkOsAccessTokenFailure.NoSession, (await circuit.GetTokenAsync()).Failure);
    }

    [Theory]
    [InlineData("stored")]
    [InlineData("in the cookie")]
    public async Task Components_see_within_the_interval_what_another_machine_has_ended(string session)
    {
        var settings = TestCircuit.With(new AuthKitAppSettings { UseStore = session == "stored", Cache = new SharedCache() });
        var (first, second) = (await StartAppAsync(settings), await StartAppAsync(settings));
        await using var circuit = await TestCircuit.OpenAsync(first.Services, await first.SignInAsync("ada@acme.com"));

        await second.Services.GetRequiredService<WorkOsSessions>().EndUserSessionsAsync(Ada.UserId);
        Clock.Advance(Interval);

        await circuit.WaitForNobodyAsync();
    }

    [Fact]
    public async Task A_circuit_with_a_stored_session_notices_an_end_at_WorkOS_that_nobody_tells_of()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings
        {
            Services = services => services.Configure<WorkOsAuthenticationStateOptions>(options => options.RevalidationInterval = UntilExpired),
        }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        WorkOs.AuthKit.EndSession(WorkOs.AuthKit.ActiveSessions[0]);
        Clock.Advance(UntilExpired);

        // The refresh that is refused looks whether another machine was faster.
        await WhileTimePassesAsync(circuit.WaitForAsync(user => IdOf(user) is null));
    }

    [Fact]
    public async Task A_circuit_with_a_session_in_the_cookie_goes_on_after_its_token()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { UseStore = false }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        Clock.Advance(UntilExpired);

        Assert.IsType<SessionVerdict.Lives>(await SessionOf(circuit).CheckAsync(CancellationToken.None));
        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task A_circuit_ends_with_a_session_that_keeps_no_tokens()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { UseStore = false, Options = options => options.SaveTokens = false }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        Clock.Advance(UntilExpired);

        await circuit.WaitForNobodyAsync();
    }

    [Fact]
    public async Task Components_follow_to_another_organization_with_what_the_app_adds_to_each_principal()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings
        {
            Options = options => options.Organization = "org_acme",
            Services = services => services.AddScoped<IClaimsTransformation, Greeting>(),
        }));
        var browser = await app.SignInAsync("margaret@acme.com");
        await using var circuit = await TestCircuit.OpenAsync(app.Services, browser);

        Assert.Equal("switched", (await browser.GetAsync("/switch?organization=org_globex")).Body);

        var user = await circuit.WaitForAsync(user => user.HasClaim(WorkOsClaimTypes.OrganizationId, "org_globex"));
        Assert.True(user.IsInRole("owner"));
        Assert.False(user.IsInRole("member"));
        Assert.Equal("Hello, org_globex", user.FindFirstValue("greeting"));
    }

    [Fact]
    public async Task A_circuit_refreshes_the_stored_session_of_its_user_without_a_request()
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        Clock.Advance(UntilDue);

        Assert.IsType<SessionVerdict.Lives>(await SessionOf(circuit).CheckAsync(CancellationToken.None));
        Assert.Equal(2, Refreshes);
    }

    [Fact]
    public async Task An_outage_of_the_cache_signs_nobody_out_before_the_token_expires_and_the_user_comes_back_with_the_cache()
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { Cache = cache }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        cache.IsDown = true;
        Assert.IsType<SessionVerdict.Lives>(await SessionOf(circuit).CheckAsync(CancellationToken.None));
        Clock.Advance(UntilExpired);
        await circuit.WaitForNobodyAsync();
        cache.IsDown = false;
        Clock.Advance(Interval);

        await circuit.WaitForAsync(user => IdOf(user) == Ada.UserId);
        Assert.Contains(app.Logs.Entries, entry => entry.Event.Name == "CircuitSessionUnchecked");
    }

    [Fact]
    public async Task A_claims_transformation_that_throws_ends_the_session_for_the_circuit()
    {
        var transformation = new Greeting();
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings
        {
            Options = options => options.Organization = "org_acme",
            Services = services => services.AddSingleton<IClaimsTransformation>(transformation),
        }));
        var browser = await app.SignInAsync("margaret@acme.com");
        await using var circuit = await TestCircuit.OpenAsync(app.Services, browser);
        transformation.ThrowsFor = "org_globex";

        await browser.GetAsync("/switch?organization=org_globex");

        await circuit.WaitForNobodyAsync();
        Assert.Contains(app.Logs.Entries, entry => entry.Event.Name == "CircuitSessionBroken");
        Assert.Equal(WorkOsAccessTokenFailure.NoSession, (await circuit.GetTokenAsync()).Failure);
    }

    [Fact]
    public async Task A_circuit_without_a_user_has_no_session_to_look_at()
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, app.NewBrowser());

        Assert.False((await circuit.GetUserAsync()).Identity!.IsAuthenticated);
        Assert.Null(SessionOrNull(circuit));
        Assert.Equal(WorkOsAccessTokenFailure.NoSession, (await circuit.GetTokenAsync()).Failure);
    }

    [Fact]
    public async Task A_claims_transformation_that_gives_the_user_another_id_does_not_end_the_session_for_the_circuit()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { Services = services => services.AddSingleton<IClaimsTransformation, LocalId>() }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        Assert.IsType<SessionVerdict.Lives>(await SessionOf(circuit).CheckAsync(CancellationToken.None));
        Assert.Equal("local-7", IdOf(await circuit.GetUserAsync()));
    }

    [Fact]
    public async Task A_connection_by_long_polling_has_the_session_of_its_cookie()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings
        {
            // Its requests are copies of the first one, without what the authentication middleware has found.
            Map = app => app.MapGet("/poll", async (HttpContext context, CircuitSessions sessions) =>
            {
                context.Features.Set<IAuthenticateResultFeature>(null);
                return IdOf((await sessions.FindAsync(context))?.Ticket.Principal ?? new ClaimsPrincipal()) ?? "nobody";
            }),
        }));

        Assert.Equal(Ada.UserId, (await (await app.SignInAsync("ada@acme.com")).GetAsync("/poll")).Body);
        Assert.Equal("nobody", (await app.NewBrowser().GetAsync("/poll")).Body);
    }

    [Fact]
    public async Task Who_asks_for_the_user_outside_of_a_request_for_a_component_and_of_a_circuit_is_told_so()
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var scope = app.Services.CreateAsyncScope();
        var state = scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => state.GetAuthenticationStateAsync());

        Assert.StartsWith("The user is not known yet", failure.Message, StringComparison.Ordinal);
    }

    private static void MapEnds(WebApplication app)
    {
        app.MapGet("/end", (WorkOsSessions sessions, HttpContext context) => sessions.EndSessionAsync(context.User.FindFirstValue(WorkOsClaimTypes.SessionId)!));
        app.MapGet("/end-user", (WorkOsSessions sessions, HttpContext context) => sessions.EndUserSessionsAsync(IdOf(context.User)!));
        app.MapGet("/revoke", (WorkOsSessions sessions, HttpContext context) => sessions.RevokeSessionAsync(context, context.User.FindFirstValue(WorkOsClaimTypes.SessionId)!));
        app.MapGet("/forget", (HttpContext context) => context.SignOutAsync());
    }

    private async Task EndAsync(string end, AuthKitApp app, Browser browser)
    {
        switch (end)
        {
            case "EndSessionAsync":
                await browser.GetAsync("/end");
                break;
            case "EndUserSessionsAsync":
                await browser.GetAsync("/end-user");
                break;
            case "RevokeSessionAsync":
                await browser.GetAsync("/revoke");
                break;
            case "sign-out of the cookie alone":
                await browser.GetAsync("/forget");
                break;
            case "sign-out in another tab":
                await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body));
                break;
            case "another sign-in in another tab":
                await app.ReturnAsync(browser, await browser.GetAsync("/challenge?organization=org_acme"), "margaret@acme.com");
                break;
            default:
                await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook(end, DataOf(end)));
                break;
        }
    }

    private JsonObject DataOf(string name) => name switch
    {
        "session.revoked" => new JsonObject { ["id"] = WorkOs.AuthKit.ActiveSessions[0] },
        "user.deleted" => new JsonObject { ["id"] = Ada.UserId },
        "organization.deleted" => new JsonObject { ["id"] = "org_acme" },
        _ => new JsonObject { ["user_id"] = Ada.UserId, ["organization_id"] = "org_acme", ["status"] = "inactive" },
    };

    private static async Task SendAsync(AuthKitApp app, WorkOsSandboxWebhook webhook)
    {
        var content = new StringContent(webhook.Body, Encoding.UTF8, "application/json");
        var answer = await app.NewBrowser().SendAsync(HttpMethod.Post, "/auth/webhooks", content, [("WorkOS-Signature", webhook.Signature)]);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    private static string? IdOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    private static CircuitSession SessionOf(TestCircuit circuit) => SessionOrNull(circuit)!;

    private static CircuitSession? SessionOrNull(TestCircuit circuit) => ((SessionAuthenticationStateProvider)circuit.State).Session;

    private sealed class LocalId : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) =>
            Task.FromResult(new ClaimsPrincipal(principal.Identities.Prepend(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "local-7")], "local"))));
    }

    private sealed class Greeting : IClaimsTransformation
    {
        public string? ThrowsFor { get; set; }

        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            var organization = principal.FindFirstValue(WorkOsClaimTypes.OrganizationId);
            var greeting = new ClaimsIdentity([new Claim("greeting", $"Hello, {organization}")]);
            return organization is not null && organization == ThrowsFor
                ? throw new InvalidOperationException("No greeting.")
                : Task.FromResult(new ClaimsPrincipal(principal.Identities.Append(greeting)));
        }
    }
}
