using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>
/// An app with two schemes of single sign-on, whose challenges carry an item of the app's, and two browsers. Further machines
/// share its keys, which is the most that a value could ask for.
/// </summary>
internal sealed class SignInWorld : IAsyncDisposable
{
    public const string Partner = "Partner";
    public const string PartnerCallback = "/signin-partner";
    public static readonly string SessionCookie = CookieAuthenticationDefaults.CookiePrefix + CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Item = "link";

    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly List<TestApp> _machines = [];

    public TestApp App => _machines[0];

    /// <summary>The browser that the value belongs to.</summary>
    public Browser Browser { get; private set; } = null!;

    /// <summary>A browser that never began anything.</summary>
    public Browser Other { get; private set; } = null!;

    public static async Task<SignInWorld> StartAsync()
    {
        var world = new SignInWorld();
        world.Browser = await world.StartMachineAsync();
        world.Other = world.App.NewBrowser();
        return world;
    }

    /// <summary>A machine of another WorkOS environment, which does not know the codes of this one.</summary>
    public Task<Browser> StartElsewhereAsync() => StartMachineAsync(settings =>
    {
        settings.Options = static options => options.ClientId = "client_elsewhere";
        settings.WorkOs.OnToken = static (_, _) => Task.FromResult(
            StubWorkOs.Json("""{"error":"invalid_grant"}""", System.Net.HttpStatusCode.BadRequest));
    });

    /// <summary>A machine whose clock is ahead.</summary>
    public Task<Browser> StartAheadAsync(TimeSpan by) => StartMachineAsync(settings => settings.Clock.Advance(by));

    public static void MoveCookies(Browser from, Browser to)
    {
        foreach (var cookie in from.Cookies)
        {
            to.Set(cookie.Name, cookie.Value, cookie.Path);
        }
    }

    /// <summary>Gives the correlation cookies of a browser the names that another scheme would look for.</summary>
    public void RenameCookies(Browser browser, string scheme)
    {
        var (own, other) = (PrefixOf(WorkOsDefaults.AuthenticationScheme), PrefixOf(scheme));
        Assert.NotEmpty(browser.CorrelationCookies);
        foreach (var cookie in browser.CorrelationCookies)
        {
            Assert.StartsWith(own, cookie.Name, StringComparison.Ordinal);
            browser.Set(other + cookie.Name[own.Length..], cookie.Value);
        }
    }

    public string PrefixOf(string scheme) => CookieNames.HostPrefixFor(App.OptionsOf(scheme).CorrelationPrefix);

    public static string CallbackOfPartner(BrowserAnswer start) => CallbackOf(start).Replace(CallbackPath, PartnerCallback, StringComparison.Ordinal);

    public Task<BrowserAnswer> ReturnToPartnerAsync(BrowserAnswer start)
    {
        RenameCookies(Browser, Partner);
        return Browser.GetAsync(CallbackOfPartner(start));
    }

    public Task<BrowserAnswer> ReturnAfterAsync(BrowserAnswer start, TimeSpan time)
    {
        App.Clock.Advance(time);
        return Browser.ReturnAsync(start);
    }

    /// <summary>Puts the cookies of the browser into the other one, as their owner or an attacker may.</summary>
    public Task<BrowserAnswer> PlantAsync(BrowserAnswer start)
    {
        PlantCookies();
        return Other.ReturnAsync(start);
    }

    public Browser PlantCookies()
    {
        MoveCookies(Browser, Other);
        return Other;
    }

    /// <summary>What an answer made of the value: a session, a sign-in with all of it, with what a link could name, or nothing.</summary>
    public string Judge(BrowserAnswer answer, string scheme = WorkOsDefaults.AuthenticationScheme) =>
        answer.SetCookies.Any(cookie => cookie.StartsWith(SessionCookie + "=", StringComparison.Ordinal)) ? Outcome.Accepted
        : answer.GoesToWorkOs ? WorthOf(answer, scheme)
        : Outcome.Refused;

    /// <summary>Whether the app took the browser for the one that began: if not, its state was reduced.</summary>
    public string WithoutCookie(BrowserAnswer answer, string scheme = WorkOsDefaults.AuthenticationScheme)
    {
        Assert.True(answer.GoesToWorkOs, $"{answer.Status} {answer.Location}");
        return WorthOf(answer, scheme) == Outcome.Reduced ? Outcome.Refused : Outcome.Accepted;
    }

    /// <summary>Refused means that nobody is signed in, too.</summary>
    public async Task<string> WorthAsync(bool counted) =>
        !counted && await Browser.WhoAsync() == "nobody" ? Outcome.Refused : Outcome.Accepted;

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in _machines)
        {
            await machine.DisposeAsync();
        }
    }

    private string WorthOf(BrowserAnswer authorize, string scheme)
    {
        var state = App.OptionsOf(scheme).StateDataFormat.Unprotect(authorize.Query("state"))!;
        return state.Items.ContainsKey(Item) ? Outcome.Again
            : state.RedirectUri == "/welcome" && authorize.Query("connection") == Profiles.Connection ? Outcome.Reduced
            : Outcome.Refused;
    }

    private async Task<Browser> StartMachineAsync(Action<TestAppSettings>? configure = null)
    {
        var machine = await TestApp.StartAsync(settings =>
        {
            configure?.Invoke(settings);
            settings.Services = (services, options) =>
            {
                services.AddSingleton<IDataProtectionProvider>(_keys);
                services.AddWorkOs(options).AddWorkOs(Partner, partner =>
                {
                    options(partner);
                    partner.CallbackPath = PartnerCallback;
                });
            };
        });
        machine.Challenge = static () => new WorkOsChallengeProperties
        {
            RedirectUri = "/welcome", Connection = Profiles.Connection, Items = { [Item] = "account-7" },
        };
        _machines.Add(machine);
        return machine.NewBrowser();
    }
}
