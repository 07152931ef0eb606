using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>
/// An app with AuthKit, single sign-on and two cookies, at a sandbox. Further machines share its keys and its cache, which
/// is the most that a value could ask for.
/// </summary>
internal sealed class SessionWorld : IAsyncDisposable
{
    public const string Administrators = "Administrators";
    public const string Ada = "ada@acme.com";
    public const string Margaret = "margaret@acme.com";

    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly List<AuthKitApp> _machines = [];
    private readonly bool _useStore;

    private SessionWorld(bool useStore, WorkOsSandbox workos, FakeClock clock)
    {
        _useStore = useStore;
        WorkOs = workos;
        Clock = clock;
        Cache = new SharedCache(clock);
    }

    public FakeClock Clock { get; }

    public WorkOsSandbox WorkOs { get; }

    public SharedCache Cache { get; }

    public AuthKitApp App => _machines[0];

    public static async Task<SessionWorld> StartAsync(bool useStore = false)
    {
        var clock = new FakeClock();
        var workos = await WorkOsSandbox.StartAsync(builder =>
        {
            builder.TimeProvider = clock;
            builder
                .AddSignOutRedirect("http://localhost/")
                .AddOrganization("org_acme", "Acme", "acme.com")
                .AddPerson("org_acme", Ada, person => person.WithName("Ada", "Lovelace"))
                .AddPerson("org_acme", "grace@acme.com", person => person.WithName("Grace", "Hopper"))
                .AddPerson("org_acme", Margaret, person => person.WithName("Margaret", "Hamilton"))
                .AddOrganization("org_globex", "Globex")
                .AddPerson("org_globex", Margaret, person => person.WithName("Margaret", "Hamilton"));
        });
        var world = new SessionWorld(useStore, workos, clock);
        await world.StartMachineAsync(clock, workos.ClientId);
        return world;
    }

    /// <summary>A machine that is set up for another WorkOS environment.</summary>
    public Task<AuthKitApp> StartElsewhereAsync() => StartMachineAsync(Clock, "client_elsewhere");

    /// <summary>A machine whose clock is ahead.</summary>
    public Task<AuthKitApp> StartAheadAsync(TimeSpan by)
    {
        var clock = new FakeClock();
        clock.Advance(by);
        return StartMachineAsync(clock, WorkOs.ClientId);
    }

    public static string CookieOf(string scheme = CookieAuthenticationDefaults.AuthenticationScheme) => CookieAuthenticationDefaults.CookiePrefix + scheme;

    /// <summary>A browser at a machine with the cookies of another.</summary>
    public static Browser Move(Browser browser, AuthKitApp to)
    {
        var moved = to.NewBrowser();
        foreach (var cookie in browser.Cookies)
        {
            moved.Set(cookie.Name, cookie.Value, cookie.Path);
        }

        return moved;
    }

    /// <summary>Whether somebody is signed in there.</summary>
    public static async Task<string> WorthAsync(Browser browser, string page = "/me") =>
        (await browser.GetAsync(page)) is { Status: System.Net.HttpStatusCode.OK, Body: not "nobody" } ? Outcome.Accepted : Outcome.Refused;

    public static async Task SignOutAsync(Browser browser) =>
        await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body));

    /// <summary>A browser in which Margaret's sign-in waits for her to choose an organization.</summary>
    public async Task<Browser> WaitAsync()
    {
        var browser = App.NewBrowser();
        var waiting = await App.ReturnAsync(browser, await browser.GetAsync("/secret"), Margaret);
        Assert.Equal("/choices", waiting.Location);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in _machines)
        {
            await machine.DisposeAsync();
        }

        await WorkOs.DisposeAsync();
    }

    private async Task<AuthKitApp> StartMachineAsync(FakeClock clock, string clientId)
    {
        var machine = await AuthKitApp.StartAsync(WorkOs, clock, new AuthKitAppSettings
        {
            UseStore = _useStore,
            Cache = Cache,
            KeyRing = _keys,
            Options = options =>
            {
                options.ClientId = clientId;
                options.OrganizationSelectionPath = "/choices";
            },
            Services = services =>
            {
                var builder = services.AddAuthentication().AddCookie(Administrators).AddWorkOs(sso =>
                {
                    sso.ClientId = clientId;
                    sso.ApiKey = WorkOs.ApiKey;
                    sso.BaseAddress = WorkOs.BaseAddress;
                    sso.Organization = "org_acme";
                });
                if (_useStore)
                {
                    builder.AddWorkOsDistributedSessions(Administrators);
                }
            },
            Map = Map,
        });
        _machines.Add(machine);
        return machine;
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/administrator", async (HttpContext context) =>
            (await context.AuthenticateAsync(Administrators)).Principal?.FindFirstValue(ClaimTypes.NameIdentifier) ?? "nobody");
        app.MapGet("/administrate", (HttpContext context) => context.SignInAsync(
            Administrators, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "root")], "password"))));
        app.MapGet("/globex", () => "globex").RequireWorkOsOrganization("org_globex");
        app.MapGet("/sso", (HttpContext context) => context.ChallengeAsync(
            WorkOsDefaults.AuthenticationScheme, new WorkOsChallengeProperties { RedirectUri = "/me" }));
    }
}
