using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.AuthKit;

[Trait("Room", "Sessions")]
public sealed class SwitchOrganizationTests : AuthKitTestBase
{
    public static TheoryData<bool> Stores => [true, false];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_session_moves_to_another_organization_with_the_roles_of_the_person_there(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore, Options = options => options.Organization = "org_acme" });
        var browser = await app.SignInAsync("margaret@acme.com");

        Assert.Equal("switched", (await browser.GetAsync("/switch?organization=org_globex")).Body);

        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');
        Assert.Contains("org_id=org_globex", claims);
        Assert.DoesNotContain("org_id=org_acme", claims);
        Assert.Contains(claims, claim => claim.EndsWith("/role=owner", StringComparison.Ordinal));
        Assert.DoesNotContain(claims, claim => claim.EndsWith("/role=member", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_identity_that_the_app_added_stays_with_a_refresh_and_goes_with_its_organization(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            UseStore = useStore,
            Options = options =>
            {
                options.Organization = "org_acme";
                options.Events.OnCreatingTicket = context =>
                {
                    context.Principal!.AddIdentity(new ClaimsIdentity([new Claim("app:approver", "acme")], "app"));
                    return Task.CompletedTask;
                };
            },
        });
        var browser = await app.SignInAsync("margaret@acme.com");
        Clock.Advance(UntilDue);
        Assert.Contains("app:approver=acme", (await browser.GetAsync("/claims")).Body.Split('\n'));

        await browser.GetAsync("/switch?organization=org_globex");

        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');
        Assert.Contains("org_id=org_globex", claims);
        Assert.DoesNotContain("app:approver=acme", claims);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_organization_is_kept_by_every_later_refresh(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore, Options = options => options.Organization = "org_acme" });
        var browser = await app.SignInAsync("margaret@acme.com");
        await browser.GetAsync("/switch?organization=org_globex");

        Clock.Advance(UntilDue);

        Assert.Contains("org_id=org_globex", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refused_switch_says_why_and_leaves_the_session_as_it_was(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore });
        var browser = await app.SignInAsync("ada@acme.com");

        Assert.Equal(
            "organization_switch_rejected organization_membership_not_found",
            (await browser.GetAsync("/switch?organization=org_globex")).Body);

        Assert.Contains("org_id=org_acme", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Clock.Advance(UntilDue);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_switch_while_WorkOS_is_down_says_so_and_leaves_the_session_as_it_was()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.Organization = "org_acme" });
        var browser = await app.SignInAsync("margaret@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503);

        Assert.StartsWith(WorkOsFailureCodes.TokenExchangeUnavailable, (await browser.GetAsync("/switch?organization=org_globex")).Body, StringComparison.Ordinal);
        Assert.Contains("org_id=org_acme", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_switch_that_WorkOS_ignores_is_tried_three_times_and_refused(bool useStore)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore, Options = options => options.Organization = "org_acme" });
        var browser = await app.SignInAsync("margaret@acme.com");
        WorkOs.ClearRequests();
        for (var i = 0; i < 4; i++)
        {
            WorkOs.AuthKit.NextAccessToken(claims => claims["org_id"] = "org_acme");
            WorkOs.AuthKit.NextAuthenticateResponse(body => body["organization_id"] = "org_acme");
        }

        Assert.Equal("organization_switch_rejected ", (await browser.GetAsync("/switch?organization=org_globex")).Body);

        Assert.Equal(3, Refreshes);
        Assert.Equal(3, app.Logs.Named("OrganizationSwitchIgnored").Count);
        Assert.Contains("org_id=org_acme", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Clock.Advance(UntilDue);
        Assert.NotEqual("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_switch_waits_for_a_WorkOS_that_is_slow()
    {
        var network = new HeldNetwork();
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Options = options => (options.Organization, options.BackchannelHttpHandler) = ("org_acme", network),
        });
        var browser = await app.SignInAsync("margaret@acme.com");
        var reached = network.Hold();
        var switching = browser.GetAsync("/switch?organization=org_globex");
        await reached;

        Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(switching.IsCompleted);
        network.Release();

        Assert.Equal("switched", (await switching).Body);
    }

    [Fact]
    public async Task Without_a_session_there_is_nothing_to_switch()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Map = Map });

        Assert.StartsWith(
            "There is no session of scheme 'WorkOS.AuthKit' with tokens to switch",
            (await app.NewBrowser().GetAsync("/switch-anyway")).Body,
            StringComparison.Ordinal);

        static void Map(WebApplication app) => app.MapGet("/switch-anyway", async (HttpContext context, WorkOsSessions sessions) =>
            (await Record.ExceptionAsync(() => sessions.SwitchOrganizationAsync(context, "org_acme")))!.Message);
    }

    [Theory]
    [InlineData("session")]
    [InlineData("user")]
    public async Task An_end_in_a_scheme_that_has_no_sessions_is_a_mistake_of_the_app(string what)
    {
        var app = await StartAppAsync();
        var sessions = app.Services.GetRequiredService<WorkOsSessions>();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            what == "session" ? sessions.EndSessionAsync("session_1", "Cookies") : sessions.EndUserSessionsAsync("user_1", "Nowhere"));

        Assert.StartsWith(
            what == "session" ? "There is no scheme 'Cookies' with sessions" : "There is no scheme 'Nowhere' with sessions", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_and_a_refresh_at_once_end_in_the_organization_that_was_asked_for()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.Organization = "org_acme" });
        var browser = await app.SignInAsync("margaret@acme.com");
        Clock.Advance(UntilDue);

        var requests = Enumerable.Range(0, 50).Select(i => Move(browser, app).GetAsync(i == 25 ? "/switch?organization=org_globex" : "/me"));
        var answers = await WhileTimePassesAsync(Task.WhenAll(requests));

        Assert.DoesNotContain(answers, answer => answer.Body == "nobody");
        Assert.Equal("switched", answers[25].Body);
        Assert.Contains("org_id=org_globex", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }
}
