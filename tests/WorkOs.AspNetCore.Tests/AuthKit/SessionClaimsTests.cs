using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>Which claims a session goes on with, after a refresh and in another organization.</summary>
[Trait("Room", "Sessions")]
public sealed class SessionClaimsTests : AuthKitTestBase
{
    private const string Plan = "app:plan";

    public static TheoryData<bool> Stores => [true, false];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_the_app_said_about_one_organization_is_not_said_in_another(bool useStore)
    {
        var app = await StartAsync(useStore, events => events.OnCreatingTicket = context =>
        {
            context.Identity!.AddClaim(new Claim(Plan, "gold"));
            context.Identity.AddClaim(new Claim(ClaimTypes.Role, "billing"));
            return Task.CompletedTask;
        });
        var browser = await app.SignInAsync("margaret@acme.com");
        Assert.Contains(Plan + "=gold", await ClaimsAsync(browser));

        await browser.GetAsync("/switch?organization=org_globex");

        var claims = await ClaimsAsync(browser);
        Assert.Contains("org_id=org_globex", claims);
        Assert.DoesNotContain(Plan + "=gold", claims);
        Assert.DoesNotContain(claims, claim => claim.EndsWith("=billing", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_app_can_say_it_anew_for_every_refresh_and_every_organization(bool useStore)
    {
        var app = await StartAsync(useStore, events => events.OnRefreshingSession = context =>
        {
            if (context.OrganizationChanged)
            {
                context.Identity.AddClaim(new Claim(Plan, $"{context.PreviousOrganization}->{context.Organization}"));
            }

            return Task.CompletedTask;
        });
        var browser = await app.SignInAsync("margaret@acme.com");
        Clock.Advance(UntilDue);
        Assert.DoesNotContain(await ClaimsAsync(browser), claim => claim.StartsWith(Plan, StringComparison.Ordinal));

        await browser.GetAsync("/switch?organization=org_globex");

        Assert.Contains(Plan + "=org_acme->org_globex", await ClaimsAsync(browser));
        Clock.Advance(UntilDue);
        Assert.Contains(Plan + "=org_acme->org_globex", await ClaimsAsync(browser));
    }

    [Fact]
    public async Task What_the_app_takes_away_of_a_refresh_stays_away()
    {
        var app = await StartAsync(useStore: true, events => events.OnRefreshingSession = context =>
        {
            foreach (var permission in context.Identity.FindAll(WorkOsClaimTypes.Permission).ToList())
            {
                context.Identity.RemoveClaim(permission);
            }

            return Task.CompletedTask;
        });
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);

        Assert.DoesNotContain(await ClaimsAsync(browser), claim => claim.StartsWith("permissions=", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_session_that_the_app_rejects_at_a_refresh_ends(bool useStore)
    {
        var app = await StartAsync(useStore, events => events.OnRefreshingSession = context =>
        {
            context.Fail("The trial is over.");
            return Task.CompletedTask;
        });
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Where_the_app_throws_at_a_refresh_the_session_goes_on_with_the_claims_it_had(bool useStore)
    {
        var app = await StartAsync(useStore, events => events.OnRefreshingSession = _ => throw new IOException("The database is down."));
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.AuthKit.NextAccessToken(claims => claims["permissions"] = new JsonArray("everything:write"));
        Clock.Advance(UntilDue);

        var claims = await ClaimsAsync(browser);

        Assert.Contains("permissions=posts:read", claims);
        Assert.DoesNotContain("permissions=everything:write", claims);
        Assert.Contains(app.Logs.Entries, entry => entry.Event.Name == "RefreshingSessionThrew");
        Clock.Advance(UntilDue);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_claim_action_that_throws_at_a_refresh_loses_nobody_their_session()
    {
        var isBroken = false;
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Options = options => options.ClaimActions.MapCustomJson("app:broken", _ => isBroken ? throw new FormatException("Not as expected.") : "no"),
        });
        var browser = await app.SignInAsync("ada@acme.com");
        isBroken = true;
        Clock.Advance(UntilDue);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);

        isBroken = false;
        Clock.Advance(UntilDue);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task Where_the_app_throws_at_a_switch_nobody_is_in_the_new_organization_with_the_old_claims()
    {
        var app = await StartAsync(useStore: true, events => events.OnRefreshingSession = _ => throw new IOException("The database is down."));
        var browser = await app.SignInAsync("margaret@acme.com");

        Assert.StartsWith(WorkOsFailureCodes.SessionExpired, (await browser.GetAsync("/switch?organization=org_globex")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("org_id=org_globex", await ClaimsAsync(browser));
    }

    [Fact]
    public async Task The_event_has_services_of_a_scope_of_its_own()
    {
        var scopes = new List<object>();
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Services = services => services.AddScoped<object>(),
            Options = options => options.Events.OnRefreshingSession = context =>
            {
                scopes.Add(context.Services.GetRequiredService<object>());
                return Task.CompletedTask;
            },
        });
        var browser = await app.SignInAsync("ada@acme.com");

        for (var i = 0; i < 2; i++)
        {
            Clock.Advance(UntilDue);
            await browser.GetAsync("/me");
        }

        Assert.Equal(2, scopes.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_a_claims_transformation_adds_to_a_request_does_not_stay_in_the_session(bool useStore)
    {
        var transformation = new AddingTransformation { Role = "operator" };
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            UseStore = useStore,
            Services = services => services.AddSingleton<IClaimsTransformation>(transformation),
            Options = options => options.Organization = "org_acme",
        });
        var browser = await app.SignInAsync("margaret@acme.com");
        Clock.Advance(UntilDue);
        Assert.Contains(await ClaimsAsync(browser), claim => claim.EndsWith("=operator", StringComparison.Ordinal));
        await browser.GetAsync("/token");
        Clock.Advance(UntilDue);
        await browser.GetAsync("/token");
        await browser.GetAsync("/switch?organization=org_globex");
        await browser.GetAsync("/switch?organization=org_acme");

        transformation.Role = null;

        Assert.DoesNotContain(await ClaimsAsync(browser), claim => claim.EndsWith("=operator", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, WorkOsAuthKitDefaults.AuthenticationScheme)]
    [InlineData("https://issuer.example.com", "https://issuer.example.com")]
    public async Task The_issuer_of_the_claims_is_the_same_after_a_refresh(string? claimsIssuer, string expected)
    {
        IReadOnlyList<Claim> seen = [];
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Options = options => options.ClaimsIssuer = claimsIssuer,
            Map = app => app.MapGet("/issuers", (ClaimsPrincipal user) => (seen = [.. user.Claims]).Count),
        });
        var browser = await app.SignInAsync("ada@acme.com");
        await browser.GetAsync("/issuers");
        Assert.All(seen, claim => Assert.Equal(expected, claim.Issuer));
        Clock.Advance(UntilDue);

        await browser.GetAsync("/issuers");

        Assert.All(seen, claim => Assert.Equal(expected, claim.Issuer));
        Assert.Equal(2, Refreshes);
    }

    private Task<AuthKitApp> StartAsync(bool useStore, Action<WorkOsAuthKitEvents> configure) => StartAppAsync(new AuthKitAppSettings
    {
        UseStore = useStore,
        Options = options =>
        {
            options.Organization = "org_acme";
            configure(options.Events);
        },
    });

    private static async Task<string[]> ClaimsAsync(Browser browser) => (await browser.GetAsync("/claims")).Body.Split('\n');

    /// <summary>Adds to the identity in place, as many do.</summary>
    private sealed class AddingTransformation : IClaimsTransformation
    {
        public string? Role { get; set; }

        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            if (Role is not null && !principal.IsInRole(Role))
            {
                ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(ClaimTypes.Role, Role));
            }

            return Task.FromResult(principal);
        }
    }
}
