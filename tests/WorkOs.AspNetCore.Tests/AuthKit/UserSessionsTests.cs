using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Connect;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>A user sees where they are signed in at WorkOS, and ends what is theirs.</summary>
[Trait("Room", "Sessions")]
public sealed class UserSessionsTests : AuthKitTestBase
{
    [Fact]
    public async Task A_user_sees_their_own_sessions_and_which_one_this_is()
    {
        var app = await StartAppAsync(Settings());
        var phone = await app.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));
        var laptop = await app.SignInAsync("ada@acme.com");
        await app.SignInAsync("margaret@acme.com");

        var seen = await ListAsync(laptop);

        Assert.Equal(2, seen.Count);
        Assert.Equal([await IdOfAsync(laptop)], seen.Where(line => line.EndsWith(" this", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]));
        Assert.Equal(["org_acme", "org_acme"], seen.Select(line => line.Split(' ')[1]));
        Assert.Contains(await IdOfAsync(phone), seen.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Every_page_of_the_list_is_read()
    {
        var app = await StartAppAsync(Settings());
        var browser = await app.SignInAsync("ada@acme.com");
        for (var count = 0; count < 204; count++)
        {
            WorkOs.AuthKit.CreateAccessToken(Ada);
        }

        Assert.Equal(205, (await ListAsync(browser)).Count);
    }

    [Fact]
    public async Task What_is_revoked_is_over_at_WorkOS_and_here_with_the_next_request()
    {
        var app = await StartAppAsync(Settings());
        var laptop = await app.SignInAsync("ada@acme.com");
        var phone = await app.SignInAsync("ada@acme.com");

        Assert.Equal("True", (await laptop.GetAsync("/revoke?session=" + await IdOfAsync(phone))).Body);

        Assert.Equal("nobody", (await phone.GetAsync("/me")).Body);
        Assert.Equal(Ada.UserId, (await laptop.GetAsync("/me")).Body);
        Assert.Equal([await IdOfAsync(laptop)], WorkOs.AuthKit.ActiveSessions);
    }

    [Fact]
    public async Task A_user_can_revoke_the_session_that_they_use()
    {
        var app = await StartAppAsync(Settings());
        var browser = await app.SignInAsync("ada@acme.com");

        Assert.Equal("True", (await browser.GetAsync("/revoke?session=" + await IdOfAsync(browser))).Body);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Empty(WorkOs.AuthKit.ActiveSessions);
    }

    [Fact]
    public async Task All_others_go_at_once_and_this_one_stays()
    {
        var app = await StartAppAsync(Settings());
        var others = new[] { await app.SignInAsync("ada@acme.com"), await app.SignInAsync("ada@acme.com"), await app.SignInAsync("ada@acme.com") };
        var stranger = await app.SignInAsync("margaret@acme.com");
        var browser = await app.SignInAsync("ada@acme.com");

        Assert.Equal("3", (await browser.GetAsync("/revoke-others")).Body);

        foreach (var other in others)
        {
            Assert.Equal("nobody", (await other.GetAsync("/me")).Body);
        }

        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Assert.NotEqual("nobody", (await stranger.GetAsync("/me")).Body);
        Assert.Equal(2, WorkOs.AuthKit.ActiveSessions.Count);
    }

    public static TheoryData<string> Others => ["somebody else's", "one that has ended", "unknown", "with a path", "with a query"];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task No_other_session_is_revoked(string which)
    {
        var app = await StartAppAsync(Settings());
        var stranger = await app.SignInAsync("margaret@acme.com");
        var browser = await app.SignInAsync("ada@acme.com");
        var gone = await IdOfAsync(await app.SignInAsync("ada@acme.com"));
        WorkOs.AuthKit.EndSession(gone);
        var own = await IdOfAsync(browser);
        var id = which switch
        {
            "somebody else's" => await IdOfAsync(stranger),
            "one that has ended" => gone,
            "with a path" => own + "/../" + own,
            "with a query" => own + "?x",
            _ => "session_nobody",
        };

        Assert.Equal("False", (await browser.GetAsync("/revoke?session=" + Uri.EscapeDataString(id))).Body);

        Assert.Equal(0, WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitRevoke));
        Assert.NotEqual("nobody", (await stranger.GetAsync("/me")).Body);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    public static TheoryData<string> Pages => ["/sessions", "/revoke?session=session_1", "/revoke-others"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nobody_who_is_not_signed_in_has_sessions(string page)
    {
        var app = await StartAppAsync(Settings());

        Assert.StartsWith("No user is signed in with scheme", (await app.NewBrowser().GetAsync(page)).Body, StringComparison.Ordinal);
        Assert.Equal(0, WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitUsers + "/"));
    }

    public static TheoryData<string, int, string> Failures => new()
    {
        { "down", 503, "" },
        { "refused", 403, "{\"code\":\"forbidden\"}" },
        { "no list", 200, "{}" },
        { "no JSON", 200, "<html>" },
        { "sessions without ids", 200, "{\"data\":[{}]}" },
        { "list that goes on with nothing", 200, "{\"data\":[],\"list_metadata\":{\"after\":\"\"}}" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_list_that_WorkOS_does_not_give_is_no_empty_list(string what, int status, string body)
    {
        var app = await StartAppAsync(Settings());
        var browser = await app.SignInAsync("ada@acme.com");
        foreach (var page in new[] { "/sessions", "/revoke?session=session_1", "/revoke-others" })
        {
            WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitUsers + "/", status, body);

            Assert.True((await browser.GetAsync(page)).Body == WorkOsFailureCodes.SessionsUnavailable, $"{page}, {what}");
        }
    }

    [Fact]
    public async Task A_list_that_names_sessions_of_others_or_ended_ones_gives_none_of_them()
    {
        var app = await StartAppAsync(Settings());
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitUsers + "/", 200, $$"""
            {"data":[
              {"id":"session_1","user_id":"user_other","status":"active"},
              {"id":"session_2","user_id":"{{Ada.UserId}}","status":"revoked"},
              {"id":"session_3","user_id":"{{Ada.UserId}}"},
              {"id":"session_4","user_id":"{{Ada.UserId}}","status":"active","created_at":"never","ip_address":7,"impersonator":[]}]}
            """);

        Assert.Equal(["session_4"], (await ListAsync(browser)).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_list_without_an_end_is_an_error()
    {
        var app = await StartAppAsync(Settings());
        var browser = await app.SignInAsync("ada@acme.com");
        for (var page = 0; page < 100; page++)
        {
            WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitUsers + "/", 200, $$$"""{"data":[],"list_metadata":{"after":"session_{{{page}}}"}}""");
        }

        Assert.Equal([WorkOsFailureCodes.SessionsUnavailable], await ListAsync(browser));
        Assert.Equal(100, WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitUsers + "/"));
    }

    [Fact]
    public async Task Everything_that_WorkOS_says_of_a_session_is_told()
    {
        WorkOsUserSession? session = null;
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Map = site => site.MapGet("/first", async (HttpContext context, WorkOsSessions sessions) => session = Assert.Single(await sessions.GetSessionsAsync(context))),
        });
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitUsers + "/", 200, $$"""
            {"data":[{"id":"session_1","user_id":"{{Ada.UserId}}","status":"active","ip_address":"203.0.113.7","user_agent":"Phone","organization_id":"org_acme",
              "auth_method":"sso","impersonator":{"email":"support@workos.example","reason":"asked"},
              "created_at":"2026-01-02T03:04:05.678Z","updated_at":"2026-01-03T03:04:05Z","expires_at":"2026-02-02T05:04:05+02:00"}]}
            """);

        await browser.GetAsync("/first");

        Assert.NotNull(session);
        Assert.Equal(
            ("session_1", false, "203.0.113.7", "Phone", "org_acme", "sso", "support@workos.example"),
            (session.Id, session.IsCurrent, session.IpAddress, session.UserAgent, session.OrganizationId, session.AuthenticationMethod, session.Impersonator));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), session.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 1, 3, 3, 4, 5, TimeSpan.Zero), session.UpdatedAt);
        Assert.Equal(new DateTimeOffset(2026, 2, 2, 3, 4, 5, TimeSpan.Zero), session.ExpiresAt);
    }

    [Fact]
    public async Task A_session_without_an_id_cannot_be_told_from_the_others()
    {
        var app = await StartAppAsync(Settings());
        var options = app.Services.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get(WorkOsAuthKitDefaults.AuthenticationScheme);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            app.Services.GetRequiredService<UserSessions>().RevokeOthersAsync(new SessionOwner(options, Ada.UserId, SessionId: null), CancellationToken.None));

        Assert.StartsWith("The session of the request has no id", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitUsers + "/"));
    }

    [Fact]
    public async Task Where_WorkOS_cannot_end_one_session_the_others_end_and_a_second_call_ends_it()
    {
        var app = await StartAppAsync(Settings());
        var others = new[] { await app.SignInAsync("ada@acme.com"), await app.SignInAsync("ada@acme.com") };
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitRevoke, 503);

        Assert.Equal(WorkOsFailureCodes.SessionsUnavailable, (await browser.GetAsync("/revoke-others")).Body);
        Assert.Equal(2, WorkOs.AuthKit.ActiveSessions.Count);
        Assert.Equal("nobody", (await others[0].GetAsync("/me")).Body);
        Assert.Equal("nobody", (await others[1].GetAsync("/me")).Body);
        Assert.Equal("1", (await browser.GetAsync("/revoke-others")).Body);
        Assert.Equal([await IdOfAsync(browser)], WorkOs.AuthKit.ActiveSessions);
    }

    public static TheoryData<string, int> OverAlready => new() { { "answer without a body", 204 }, { "not found", 404 }, { "gone", 410 } };

    [Theory]
    [MemberData(nameof(OverAlready))]
    public async Task A_session_that_WorkOS_does_not_know_any_more_is_revoked(string what, int status)
    {
        var app = await StartAppAsync(Settings());
        var other = await app.SignInAsync("ada@acme.com");
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitRevoke, status);

        Assert.True((await browser.GetAsync("/revoke?session=" + await IdOfAsync(other))).Body == "True", what);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Connect_has_no_list_and_says_so(string page)
    {
        await using var app = await ConnectApp.StartAsync();
        var sessions = app.Services.GetRequiredService<WorkOsSessions>();
        var (context, scheme) = (new DefaultHttpContext(), WorkOsConnectDefaults.AuthenticationScheme);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>((Func<Task>)(() => page switch
        {
            "/sessions" => sessions.GetSessionsAsync(context, scheme),
            "/revoke-others" => sessions.RevokeOtherSessionsAsync(context, scheme),
            _ => sessions.RevokeSessionAsync(context, "session_1", scheme),
        }));

        Assert.StartsWith("WorkOS lists and revokes no sessions of scheme 'WorkOS.Connect'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("EndUserSessionsAsync", exception.Message, StringComparison.Ordinal);
    }

    private static AuthKitAppSettings Settings() => new()
    {
        // Margaret is in two organizations.
        Options = options => options.Organization = "org_acme",
        Map = Map,
    };

    private static void Map(WebApplication site)
    {
        site.MapGet("/sessions", (HttpContext context, WorkOsSessions sessions) =>
            TryAsync(async () => string.Join('\n', (await sessions.GetSessionsAsync(context)).Select(Say))));
        site.MapGet("/revoke", (HttpContext context, WorkOsSessions sessions, string session) =>
            TryAsync(async () => (await sessions.RevokeSessionAsync(context, session)).ToString()));
        site.MapGet("/revoke-others", (HttpContext context, WorkOsSessions sessions) =>
            TryAsync(async () => (await sessions.RevokeOtherSessionsAsync(context)).ToString(CultureInfo.InvariantCulture)));
    }

    private static string Say(WorkOsUserSession session) => $"{session.Id} {session.OrganizationId}{(session.IsCurrent ? " this" : string.Empty)}";

    private static async Task<string> TryAsync(Func<Task<string>> call)
    {
        try
        {
            return await call();
        }
        catch (WorkOsAuthenticationException failure)
        {
            return failure.Code;
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }

    private static async Task<IReadOnlyList<string>> ListAsync(Browser browser) => (await browser.GetAsync("/sessions")).Body.Split('\n');

    private static async Task<string> IdOfAsync(Browser browser) =>
        (await browser.GetAsync("/claims")).Body.Split('\n').Single(claim => claim.StartsWith("sid=", StringComparison.Ordinal))[4..];
}
