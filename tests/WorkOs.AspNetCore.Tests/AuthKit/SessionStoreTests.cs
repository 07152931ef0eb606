using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.AuthKit;

[Trait("Room", "Cookies")]
[Trait("Room", "Sessions")]
public sealed class SessionStoreTests : AuthKitTestBase
{
    private static readonly string CookieName = CookieAuthenticationDefaults.CookiePrefix + CookieAuthenticationDefaults.AuthenticationScheme;

    private static string[] Many(string what, int count) => [.. Enumerable.Range(0, count).Select(i => $"{what}-{i}:read-and-write")];

    protected override void Configure(WorkOsSandboxBuilder builder) => builder
        .AddOrganization("org_large", "Large", "large.com")
        .AddFeatureFlags("org_large", Many("flag", 50))
        .AddPerson("org_large", "max@large.com", person => person.WithName("Max", "Large").AddPermissions(Many("permission", 200)));

    [Fact]
    public async Task With_the_store_two_hundred_permissions_and_fifty_flags_leave_the_cookie_below_200_bytes()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("max@large.com");
        Clock.Advance(UntilDue);

        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');

        Assert.Equal(200, claims.Count(claim => claim.StartsWith("permissions=", StringComparison.Ordinal)));
        Assert.Equal(50, claims.Count(claim => claim.StartsWith("feature_flags=", StringComparison.Ordinal)));
        var cookie = Assert.Single(browser.Cookies);
        Assert.InRange(cookie.Name.Length + 1 + cookie.Value.Length, 1, 199);
    }

    [Fact]
    public async Task Without_the_store_the_cookie_is_chunked_and_the_session_goes_on()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = false });
        var browser = await app.SignInAsync("max@large.com");
        Clock.Advance(UntilDue);

        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');

        Assert.Equal(200, claims.Count(claim => claim.StartsWith("permissions=", StringComparison.Ordinal)));
        Assert.Contains(browser.Cookies, cookie => cookie.Name == CookieName && cookie.Value.StartsWith("chunks-", StringComparison.Ordinal));
        Assert.All(browser.Cookies, cookie => Assert.InRange(cookie.Name.Length + cookie.Value.Length, 1, 4096));
    }

    public static TheoryData<string> ForeignIds =>
    [
        "x", new string('A', 43), new string('A', 44), new string('A', 4000), "AAAA AAAA", "../../session", "CfDJ8" + new string('x', 200), "chunks-99",
    ];

    [Theory]
    [MemberData(nameof(ForeignIds))]
    public async Task A_session_id_that_was_not_issued_is_nobody(string id)
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();
        browser.Set(CookieName, id);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    // The browser presented the planted id, so that session is what its sign-in takes the place of: it ends, also for the
    // attacker, who had it from a sign-in of their own and can have another.
    [Fact]
    public async Task A_sign_in_never_goes_on_with_a_session_id_that_the_browser_brought_along()
    {
        var app = await StartAppAsync();
        var attacker = await app.SignInAsync("ada@acme.com");
        var planted = attacker.Cookies.Single(cookie => cookie.Name == CookieName);
        var victim = app.NewBrowser();
        victim.Set(planted.Name, planted.Value);

        await app.ReturnAsync(victim, await victim.GetAsync("/challenge"), "max@large.com");

        Assert.NotEqual(planted.Value, victim.Cookies.Single(cookie => cookie.Name == CookieName).Value);
        Assert.Equal("nobody", (await attacker.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task Nor_does_a_sign_in_that_ends_on_a_page_which_has_looked_at_that_session()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.OrganizationSelectionPath = "/choices" });
        var attacker = await app.SignInAsync("ada@acme.com");
        var planted = attacker.Cookies.Single(cookie => cookie.Name == CookieName);
        var victim = app.NewBrowser();
        victim.Set(planted.Name, planted.Value);
        await app.ReturnAsync(victim, await victim.GetAsync("/challenge"), "margaret@acme.com");

        await victim.GetAsync("/choose?organization=org_acme");

        Assert.NotEqual(Ada.UserId, (await victim.GetAsync("/me")).Body);
        Assert.Equal("nobody", (await attacker.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_browser_with_the_cookie_of_a_session_that_is_gone_signs_in()
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Cache = cache,
            Map = site => site.MapGet("/own", (HttpContext context) => context.SignInAsync(
                CookieAuthenticationDefaults.AuthenticationScheme,
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "own")], "password")))),
        });
        var browser = await app.SignInAsync("ada@acme.com");
        cache.Clear();

        await browser.GetAsync("/own");

        Assert.Equal("own", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_slow_request_does_not_put_back_what_another_has_renewed_or_ended()
    {
        var app = await StartAppAsync();
        var cookies = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>();
        var store = (DistributedTicketStore)cookies.Get(CookieAuthenticationDefaults.AuthenticationScheme).SessionStore!;
        var id = await store.StoreAsync(Ticket(expiry: 100));
        var seenBySlow = (await store.RetrieveAsync(id))!;
        var newer = Ticket(expiry: 200);
        newer.Properties.Items[StoredTicket.KeyItem] = id;
        StoredTicket.Follow(newer.Properties);
        await store.RenewAsync(id, newer);

        await store.RenewAsync(id, seenBySlow);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(200), SessionState.Read((await store.RetrieveAsync(id))!.Properties)!.ExpiresAt);

        await store.RemoveAsync(id);
        await store.RenewAsync(id, seenBySlow);
        Assert.Null(await store.RetrieveAsync(id));
    }

    [Fact]
    public async Task A_session_stored_with_keys_that_this_machine_lacks_is_nobody_and_the_log_says_why()
    {
        var cache = new SharedCache();
        var first = await StartAppAsync(new AuthKitAppSettings { Cache = cache });
        var second = await StartAppAsync(new AuthKitAppSettings { Cache = cache });
        var browser = await first.SignInAsync("ada@acme.com");

        Assert.Equal("nobody", (await Move(browser, second).GetAsync("/me")).Body);
        Assert.Contains(second.Logs.Entries, entry => entry.Text.Contains("Data Protection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_stored_tells_a_reader_of_the_cache_nothing()
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(new AuthKitAppSettings { Cache = cache });
        var browser = await app.SignInAsync("ada@acme.com");
        var id = browser.Cookies.Single(cookie => cookie.Name == CookieName).Value;

        Assert.NotEmpty(cache.Entries);
        Assert.All(cache.Entries, entry =>
        {
            Assert.DoesNotContain(id, entry.Key, StringComparison.Ordinal);
            Assert.DoesNotContain("ada@acme.com", System.Text.Encoding.Latin1.GetString(entry.Value), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task While_the_store_cannot_be_read_people_are_nobody_and_pages_are_pages()
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(new AuthKitAppSettings { Cache = cache });
        var browser = await app.SignInAsync("ada@acme.com");

        cache.IsDown = true;
        Assert.Equal("home", (await browser.GetAsync("/")).Body);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Contains(app.Logs.Entries, entry => entry.Event.Name == "SessionStoreUnavailable");

        var refused = await browser.GetAsync("/secret?page=2&next=//evil.example");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Equal("5", refused.Headers["Retry-After"]);
        Assert.Contains("session_store_unavailable", refused.Body, StringComparison.Ordinal);
        Assert.Contains("href=\"/secret?page=2", refused.Body, StringComparison.Ordinal);
        Assert.Empty(refused.SetCookies);

        cache.IsDown = false;
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.ServiceUnavailable)]
    [InlineData(false, HttpStatusCode.Found)]
    public async Task Nor_does_the_cookie_scheme_send_anybody_to_its_sign_in_page_while_the_store_cannot_be_read(bool isDown, HttpStatusCode status)
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Cache = cache,
            Map = site => site.MapGet("/cookie", (HttpContext context) => context.ChallengeAsync(CookieAuthenticationDefaults.AuthenticationScheme)),
        });
        var browser = await app.SignInAsync("ada@acme.com");

        cache.IsDown = isDown;
        var answer = await browser.GetAsync("/cookie");

        Assert.Equal(status, answer.Status);
        Assert.Equal(isDown, answer.Body.Contains("session_store_unavailable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cache_that_is_down_ends_no_refresh_in_an_error_and_signs_nobody_out_for_good()
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(new AuthKitAppSettings { Cache = cache, UseStore = false });
        var browser = await app.SignInAsync("ada@acme.com");

        cache.IsDown = true;
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
        Assert.Contains(app.Logs.Entries, entry => entry.Event.Name == "EndedSessionsUnavailable");
    }

    private static AuthenticationTicket Ticket(long expiry)
    {
        var properties = new AuthenticationProperties();
        var tokens = new SessionTokens("a", "r", DateTimeOffset.UnixEpoch, DateTimeOffset.FromUnixTimeSeconds(expiry));
        SessionState.Write(properties, tokens, TimeSpan.FromSeconds(60), DateTimeOffset.UnixEpoch, keepTokens: false);
        return new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity("test")), properties, CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
