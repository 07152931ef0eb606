using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Logging.Abstractions;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Attacks.TwoCookies;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A stored session is worth something only in the cookie scheme that stored it, and under its own id.</summary>
[Trait("Room", "Cookies")]
public sealed class StoredSessionTests : AuthKitTestBase
{
    private const string Prefix = "workos:session:3:";
    private const string PrefixOfOlderVersions = "workos:session:";

    private readonly SharedCache _cache = new();
    private readonly EphemeralDataProtectionProvider _keyRing = new();

    public static TheoryData<string, string, string, bool> Moves
    {
        get
        {
            var moves = new TheoryData<string, string, string, bool>();
            foreach (var age in new[] { "new", "refreshed", "moved to another organization" })
            {
                foreach (var otherMachine in new[] { false, true })
                {
                    moves.Add(Customers, Administrators, age, otherMachine);
                    moves.Add(Administrators, Customers, age, otherMachine);
                }
            }

            return moves;
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task The_id_of_one_cookie_is_nobody_under_the_name_of_the_other(string from, string to, string age, bool otherMachine)
    {
        var app = await StartAsync();
        var target = otherMachine ? await StartAsync() : app;
        var person = await app.EnterAsync(from, "margaret@acme.com");
        await GrowOldAsync(person, from, age);
        var attacker = target.NewBrowser();

        attacker.Set(NameOf(to), person.IdOf(from));

        Assert.Equal("nobody", await attacker.WhoAsync(to));
        Assert.Equal("nobody", (await attacker.GetAsync("/me")).Body);
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task And_is_the_person_under_its_own_name(string from, string to, string age, bool otherMachine)
    {
        var app = await StartAsync();
        var target = otherMachine ? await StartAsync() : app;
        var person = await app.EnterAsync(from, "margaret@acme.com");
        await GrowOldAsync(person, from, age);

        var moved = Move(person, target);

        Assert.Equal(await person.WhoAsync(from), await moved.WhoAsync(from));
        Assert.NotEqual("nobody", await moved.WhoAsync(from));
        Assert.Equal("nobody", await moved.WhoAsync(to));
    }

    [Theory]
    [InlineData(Customers, Administrators)]
    [InlineData(Administrators, Customers)]
    public async Task Signing_in_and_out_with_the_id_of_the_other_cookie_does_not_touch_that_session(string from, string to)
    {
        var app = await StartAsync();
        var person = await app.EnterAsync(from, "ada@acme.com");
        var attacker = app.NewBrowser();
        attacker.Set(NameOf(to), person.IdOf(from));

        await app.EnterAsync(to, "margaret@acme.com", attacker);
        await attacker.GetAsync($"/leave?cookie={to}");

        Assert.Equal(Ada.UserId, await person.WhoAsync(from));
    }

    [Theory]
    [InlineData("Identity.External", "Identity.Application")]
    [InlineData("Identity.Application", "Identity.External")]
    public async Task With_Identity_the_external_login_is_not_the_session_of_the_app_nor_the_other_way_round(string from, string to)
    {
        await using var app = await StartIdentityAsync();
        var person = app.NewBrowser();
        await person.SignInAsync("/challenge");
        await person.GetAsync("/adopt");
        var attacker = app.NewBrowser();

        attacker.Set(NameOf(to), person.IdOf(from));

        Assert.Equal("nobody", await attacker.WhoAsync(to));
        Assert.Equal(Profiles.Id, await person.WhoAsync(to));
        Assert.Equal(Profiles.Id, await person.WhoAsync(from));
    }

    [Fact]
    public async Task What_an_older_version_stored_is_nobody_in_any_cookie()
    {
        var app = await StartAsync();
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var name = PrefixOfOlderVersions + Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(id)));
        foreach (var scheme in new[] { Customers, Administrators })
        {
            await _cache.SetAsync(name, Protect(Ticket(scheme), "v1", name), new DistributedCacheEntryOptions());
            var browser = app.NewBrowser();
            browser.Set(NameOf(Customers), id);
            browser.Set(NameOf(Administrators), id);

            Assert.Equal("nobody", await browser.WhoAsync(Customers));
            Assert.Equal("nobody", await browser.WhoAsync(Administrators));
        }
    }

    [Fact]
    public async Task Nor_is_it_under_the_name_of_today()
    {
        var app = await StartAsync();
        var person = await app.EnterAsync(Customers, "ada@acme.com");
        var name = OnlyName();

        await _cache.SetAsync(name, Protect(Ticket(Customers), "v1", name), new DistributedCacheEntryOptions());

        Assert.Equal("nobody", await person.WhoAsync(Customers));
    }

    [Fact]
    public async Task What_is_stored_for_one_session_is_nobody_in_the_place_of_another()
    {
        var app = await StartAsync();
        var ada = await app.EnterAsync(Customers, "ada@acme.com");
        var nameOfAda = OnlyName();
        var margaret = await app.EnterAsync(Customers, "margaret@acme.com");
        var nameOfMargaret = _cache.Entries.Keys.Single(name => IsSession(name) && name != nameOfAda);

        await _cache.SetAsync(nameOfMargaret, _cache.Entries[nameOfAda], new DistributedCacheEntryOptions());

        Assert.Equal("nobody", await margaret.WhoAsync(Customers));
        Assert.Equal(Ada.UserId, await ada.WhoAsync(Customers));
    }

    public static TheoryData<string[]> WrongPurposes =>
    [
        ["v2", Customers],
        ["v2", Customers, "its name"],
        ["v3", Administrators],
        ["v3", Customers, "its name"],
        ["v3"],
    ];

    [Theory]
    [MemberData(nameof(WrongPurposes))]
    public async Task What_is_stored_is_protected_for_its_scheme(string[] purposes)
    {
        var app = await StartAsync();
        await app.EnterAsync(Customers, "ada@acme.com");
        var name = OnlyName();
        var wrong = purposes.Select(purpose => purpose == "its name" ? name : purpose).ToArray();

        var bytes = _cache.Entries[name];

        Assert.NotEmpty(Protector("v3", Customers).Unprotect(bytes));
        Assert.ThrowsAny<CryptographicException>(() => Protector(wrong).Unprotect(bytes));
    }

    [Fact]
    public async Task And_for_its_name()
    {
        var app = await StartAsync();
        await app.EnterAsync(Customers, "ada@acme.com");
        var name = OnlyName();

        var format = new StoredTicketFormat(_keyRing, Customers, NullLogger.Instance);

        Assert.NotNull(format.TryUnprotect(name, _cache.Entries[name]));
        Assert.Null(format.TryUnprotect(name[..^1] + (name[^1] == 'A' ? 'B' : 'A'), _cache.Entries[name]));
    }

    [Theory]
    [InlineData(Customers, "forged")]
    [InlineData(Administrators, "nobody")]
    [InlineData("", "nobody")]
    public async Task A_ticket_that_names_another_scheme_than_that_of_its_place_is_nobody(string scheme, string who)
    {
        var app = await StartAsync();
        var person = await app.EnterAsync(Customers, "ada@acme.com");
        var name = OnlyName();

        await _cache.SetAsync(name, new StoredTicketFormat(_keyRing, Customers, NullLogger.Instance).Protect(name, Ticket(scheme)), new DistributedCacheEntryOptions());

        Assert.Equal(who, await person.WhoAsync(Customers));
    }

    [Fact]
    public async Task A_store_that_the_app_gives_to_another_cookie_too_is_refused_and_the_message_says_what_to_do()
    {
        var settings = Settings(WorkOs);
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Services = services => services
                .AddAuthentication().AddCookie(Administrators).Services
                .AddOptions<CookieAuthenticationOptions>(Administrators)
                .PostConfigure<IServiceProvider>((cookie, services) => cookie.SessionStore =
                    services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Customers).SessionStore),
            Map = settings.Map,
        });

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.NewBrowser().WhoAsync(Administrators));

        Assert.Contains($"call AddWorkOsDistributedSessions(\"{Administrators}\")", failure.Message, StringComparison.Ordinal);
        Assert.Equal("nobody", await app.NewBrowser().WhoAsync(Customers));
    }

    [Fact]
    public async Task Only_the_named_cookie_is_stored_and_naming_it_twice_changes_nothing()
    {
        var settings = Settings(WorkOs, _cache);
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            UseStore = false,
            Cache = _cache,
            Services = services => services.AddAuthentication()
                .AddCookie(Administrators)
                .AddWorkOsDistributedSessions(Administrators)
                .AddWorkOsDistributedSessions(Administrators),
            Map = settings.Map,
        });
        var browser = app.NewBrowser();

        await browser.GetAsync($"/own?cookie={Customers}&name=ada");
        Assert.DoesNotContain(_cache.Entries.Keys, IsSession);
        await browser.GetAsync($"/own?cookie={Administrators}&name=max");
        await browser.GetAsync($"/own?cookie={Administrators}&name=margaret");

        Assert.Single(_cache.Entries.Keys, IsSession);
        Assert.Equal("ada", await browser.WhoAsync(Customers));
        Assert.Equal("margaret", await browser.WhoAsync(Administrators));
        Assert.Equal(43, browser.IdOf(Administrators).Length);

        var attacker = app.NewBrowser();
        attacker.Set(NameOf(Customers), browser.IdOf(Administrators));
        attacker.Set(NameOf(Administrators), browser.IdOf(Customers));
        Assert.Equal("nobody", await attacker.WhoAsync(Customers));
        Assert.Equal("nobody", await attacker.WhoAsync(Administrators));
    }

    [Fact]
    public async Task A_session_that_the_app_keeps_in_two_cookies_shares_no_claims_of_the_app_by_a_refresh()
    {
        var app = await StartAsync();
        var browser = await app.EnterAsync(Customers, "ada@acme.com");
        await browser.GetAsync("/elevate");
        Clock.Advance(UntilDue);

        var administrator = await WhileTimePassesAsync(browser.ClaimsAsync(Administrators));
        var customer = await WhileTimePassesAsync(browser.ClaimsAsync(Customers));

        Assert.Contains("app:administrator=yes", administrator);
        Assert.Contains("org_id=org_acme", customer);
        Assert.DoesNotContain("app:administrator=yes", customer);
    }

    [Fact]
    public async Task A_switch_of_organization_moves_the_session_of_its_own_cookie_where_a_request_carries_two()
    {
        var app = await StartAsync();
        var browser = await app.EnterAsync(Customers, "margaret@acme.com");
        await browser.GetAsync("/elevate");

        await browser.GetAsync($"/move?cookie={Customers}&organization=org_globex");

        Assert.Contains("org_id=org_globex", await browser.ClaimsAsync(Customers));
        Assert.Contains("org_id=org_acme", await browser.ClaimsAsync(Administrators));
        Assert.Contains("app:administrator=yes", await browser.ClaimsAsync(Administrators));
    }

    private Task<AuthKitApp> StartAsync() => StartAppAsync(Settings(WorkOs, _cache, _keyRing));

    private static Task<TestApp> StartIdentityAsync() => TestApp.StartAsync(settings =>
    {
        settings.Pipeline = static app => MapWho(app);
        settings.Services = static (services, options) =>
            services.AddAuthentication(authentication =>
            {
                authentication.DefaultScheme = "Identity.Application";
                authentication.DefaultSignInScheme = "Identity.External";
            })
            .AddCookie("Identity.Application").AddCookie("Identity.External")
            .AddWorkOsDistributedSessions("Identity.Application").AddWorkOsDistributedSessions("Identity.External")
            .AddWorkOs(options);
    });

    private async Task GrowOldAsync(Browser person, string cookieScheme, string age)
    {
        switch (age)
        {
            case "refreshed":
                Clock.Advance(UntilDue);
                WorkOs.ClearRequests();
                await person.WhoAsync(cookieScheme);
                Assert.Equal(1, Refreshes);
                break;
            case "moved to another organization":
                await person.GetAsync($"/move?cookie={cookieScheme}&organization=org_globex");
                Assert.Contains("org_id=org_globex", await person.ClaimsAsync(cookieScheme));
                break;
        }
    }

    private string OnlyName() => _cache.Entries.Keys.Single(IsSession);

    private static bool IsSession(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    private IDataProtector Protector(params string[] purposes) => _keyRing.CreateProtector("WorkOs.AspNetCore.Sessions", purposes);

    private byte[] Protect(AuthenticationTicket ticket, params string[] purposes) =>
        Protector(purposes).Protect(TicketSerializer.Default.Serialize(ticket));

    private static AuthenticationTicket Ticket(string cookieScheme) => new(PersonOf("forged"), cookieScheme);
}
