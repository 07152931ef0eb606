using System.Net;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class AuthKitSessionTests : AuthKitTest
{
    public static TheoryData<string> Endings() => ["end", "revoke", "revoke over http", "log out", "revoke user", "delete user"];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task A_session_that_ended_can_not_be_refreshed(string ending)
    {
        var signedIn = await SignInAsync();
        var other = await SignInAsync("free@nowhere.com");
        var id = (string)ClaimsOf(signedIn)["sid"]!;

        await (ending switch
        {
            "end" => Task.FromResult(WorkOs.AuthKit.EndSession(id)),
            "revoke" => WorkOs.AuthKit.RevokeSessionAsync(id),
            "revoke over http" => Caller.PostAsync("/user_management/sessions/revoke", new Dictionary<string, string?> { ["session_id"] = id }, WorkOs.ApiKey),
            "log out" => Caller.Client.GetAsync("/user_management/sessions/logout?session_id=" + id),
            "revoke user" => Task.Run(() => WorkOs.AuthKit.RevokeUser(Ada.UserId)),
            _ => WorkOs.AuthKit.DeleteUserAsync(Ada.UserId),
        });

        var (status, body) = await RefreshAsync(signedIn);
        Assert.Equal((400, "invalid_grant"), (status, (string?)body["error"]));
        Assert.Equal([(string)ClaimsOf(other)["sid"]!], WorkOs.AuthKit.ActiveSessions);
        Assert.Equal(200, (await RefreshAsync(other)).Status);
        Assert.False(WorkOs.AuthKit.EndSession(id) && ending != "delete user");
    }

    [Fact]
    public async Task A_member_who_was_removed_can_refresh_for_other_organizations_only()
    {
        var signedIn = await SignInAsync("margaret@acme.com", ("organization_id", "org_acme"));

        await WorkOs.AuthKit.RemoveMemberAsync(Margaret.UserId, "org_acme");

        Assert.Equal("organization_membership_not_found", (string?)(await RefreshAsync(signedIn)).Body["error"]);
        Assert.Equal(200, (await RefreshAsync(signedIn, ("organization_id", "org_globex"))).Status);
    }

    [Fact]
    public async Task The_list_of_a_users_sessions_has_those_that_live_with_what_the_application_said_of_the_browser()
    {
        var (_, first) = await AuthenticateAsync(await CodeAsync(), ("ip_address", "203.0.113.7"), ("user_agent", "Phone"));
        var second = await SignInAsync();
        await SignInAsync("free@nowhere.com");
        var ended = await SignInAsync();
        WorkOs.AuthKit.EndSession((string)ClaimsOf(ended)["sid"]!);
        Clock.Advance(TimeSpan.FromMinutes(4));
        await RefreshAsync(first, ("ip_address", "198.51.100.1"));

        var (status, list) = await Caller.GetAsync($"/user_management/users/{Ada.UserId}/sessions", WorkOs.ApiKey);

        Assert.Equal(200, status);
        var sessions = list["data"]!.AsArray();
        Assert.Equal([(string)ClaimsOf(second)["sid"]!, (string)ClaimsOf(first)["sid"]!], sessions.Select(session => (string)session!["id"]!));
        var listed = sessions[1]!;
        Assert.Equal(("203.0.113.7", "Phone", "active"), ((string)listed["ip_address"]!, (string)listed["user_agent"]!, (string)listed["status"]!));
        Assert.Equal(Ada.UserId, (string)listed["user_id"]!);
        Assert.NotEqual((string)listed["created_at"]!, (string)listed["updated_at"]!);
        Assert.Null(listed["ended_at"]);
    }

    [Fact]
    public async Task The_list_of_sessions_comes_in_pages_and_needs_the_api_key()
    {
        for (var count = 0; count < 3; count++)
        {
            await SignInAsync();
        }

        var path = $"/user_management/users/{Ada.UserId}/sessions";
        Assert.Equal(401, (await Caller.GetAsync(path)).Status);
        Assert.Equal(422, (await Caller.GetAsync(path + "?limit=101", WorkOs.ApiKey)).Status);
        var (_, page) = await Caller.GetAsync(path + "?limit=2", WorkOs.ApiKey);
        var (_, rest) = await Caller.GetAsync(path + "?limit=2&after=" + (string)page["list_metadata"]!["after"]!, WorkOs.ApiKey);
        Assert.Equal((2, 1), (page["data"]!.AsArray().Count, rest["data"]!.AsArray().Count));
        Assert.Null(rest["list_metadata"]!["after"]);
        Assert.Empty((await Caller.GetAsync("/user_management/users/user_nobody/sessions", WorkOs.ApiKey)).Body["data"]!.AsArray());
    }

    [Fact]
    public async Task Revoking_needs_the_api_key_and_a_session()
    {
        Assert.Equal(401, (await Caller.PostAsync("/user_management/sessions/revoke", new Dictionary<string, string?>())).Status);
        Assert.Equal(422, (await Caller.PostAsync("/user_management/sessions/revoke", new Dictionary<string, string?>(), WorkOs.ApiKey)).Status);
        var unknown = new Dictionary<string, string?> { ["session_id"] = "session_nobody" };
        Assert.Equal(404, (await Caller.PostAsync("/user_management/sessions/revoke", unknown, WorkOs.ApiKey)).Status);
    }

    [Theory]
    [InlineData(null, null, "http://localhost:5000/bye", "http://localhost:5000/bye")]
    [InlineData(null, null, "https://evil.example/", null)]
    [InlineData(null, null, null, null)]
    [InlineData("https://app.example.com/bye", null, "https://app.example.com/bye", "https://app.example.com/bye")]
    [InlineData("https://app.example.com/bye", null, "https://app.example.com/other", null)]
    [InlineData("https://app.example.com/bye", null, "http://localhost:5000/bye", null)]
    [InlineData("https://app.example.com/bye", "https://app.example.com/", "https://evil.example/", "https://app.example.com/")]
    [InlineData("https://app.example.com/bye", "https://app.example.com/", null, "https://app.example.com/")]
    public async Task Sign_out_goes_to_a_registered_redirect_else_to_the_default_else_nowhere(
        string? registered, string? fallback, string? returnTo, string? expected)
    {
        await using var workos = await WorkOsSandbox.StartAsync(s =>
        {
            s.AuthKit.DefaultSignOutRedirect = fallback is null ? null : new(fallback);
            if (registered is not null)
            {
                s.AddSignOutRedirect(registered);
            }
        });
        using var caller = new SandboxCaller(workos);
        var url = caller.Url("/user_management/sessions/logout", new Dictionary<string, string?> { ["session_id"] = "session_x", ["return_to"] = returnTo });

        if (expected is null)
        {
            await caller.PageAsync(url, HttpStatusCode.NotFound);
        }
        else
        {
            Assert.Equal(expected, (await caller.RedirectOfAsync(url)).AbsoluteUri);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?session_id=")]
    [InlineData("?session_id=a&session_id=b")]
    public async Task Sign_out_without_a_session_can_not_be_processed(string query)
    {
        Assert.Equal(422, (await Caller.GetAsync("/user_management/sessions/logout" + query)).Status);
    }

    [Fact]
    public async Task An_impersonator_acts_in_the_persons_name_for_an_hour()
    {
        WorkOs.AuthKit.ImpersonateNext("support@workos.example", "Ticket 7");

        var body = await SignInAsync();

        Assert.Equal(("Impersonation", Ada.UserId), ((string?)body["authentication_method"], (string?)body["user"]!["id"]));
        Assert.Equal("""{"email":"support@workos.example","reason":"Ticket 7"}""", body["impersonator"]!.ToJsonString());
        Assert.Equal("""{"sub":"support@workos.example"}""", ClaimsOf(body)["act"]!.ToJsonString());
        Assert.False((await SignInAsync()).ContainsKey("impersonator"));

        Clock.Advance(TimeSpan.FromMinutes(58));
        var (_, late) = await RefreshAsync(body);
        Assert.Equal(120, (long)ClaimsOf(late)["exp"]! - (long)ClaimsOf(late)["iat"]!);
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("invalid_grant", (string?)(await RefreshAsync(late)).Body["error"]);
    }

    [Fact]
    public async Task The_page_can_impersonate_too_but_not_that_of_single_sign_on()
    {
        Dictionary<string, string> fields = new() { ["person"] = "ada@acme.com", ["impersonate"] = "on" };
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await Caller.Client.PostAsync(await Caller.RedirectOfAsync(AuthorizeUrl()), form);
        using var again = new FormUrlEncodedContent(fields);
        using var sso = await Caller.Client.PostAsync(
            await Caller.RedirectOfAsync(AuthorizeUrl(("provider", null), ("organization_id", "org_acme"))), again);

        var (_, impersonated) = await AuthenticateAsync(SandboxCaller.QueryOf(answer.Headers.Location!)["code"]);
        var (_, plain) = await AuthenticateAsync(SandboxCaller.QueryOf(sso.Headers.Location!)["code"]);

        Assert.Equal("support@example.com", (string?)impersonated["impersonator"]!["email"]);
        Assert.False(plain.ContainsKey("impersonator"));
    }

    [Fact]
    public async Task An_impersonation_from_the_dashboard_arrives_without_a_state()
    {
        var query = SandboxCaller.QueryOf(WorkOs.AuthKit.Impersonate(Ada, "support@workos.example", new(SandboxCaller.Callback)));

        Assert.Equal(["code"], query.Keys);
        Assert.True((await AuthenticateAsync(query["code"])).Body.ContainsKey("impersonator"));
    }
}
