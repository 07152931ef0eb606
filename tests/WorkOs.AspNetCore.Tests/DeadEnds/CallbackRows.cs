using System.Text;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.DeadEnds.DeadEndRows;
using static WorkOs.AspNetCore.Tests.DeadEnds.Ending;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>Requests to the callback with wrong methods, parameters, states and cookies.</summary>
internal static class CallbackRows
{
    private const string StateMissing = "state_missing";
    private const string StateInvalid = "state_invalid";
    private static readonly (string, string) Json = ("Accept", "application/json");
    private static readonly string Huge = new('x', 10_000);

    public static IEnumerable<DeadEnd> All => [.. Methods, .. Parameters, .. States, .. Codes, .. Cookies, .. Tricks];

    private static IEnumerable<DeadEnd> Methods =>
        new[] { "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND" }.Select(method =>
            Send($"{method} to the callback", new HttpMethod(method), CallbackPath + "?code=x&state=y", Warning("method_not_allowed", 405)));

    private static IEnumerable<DeadEnd> Parameters =>
    [
        Get("nothing", CallbackPath, Warning(StateMissing, 400)),
        Get("nothing, in capitals", CallbackPath.ToUpperInvariant(), Warning(StateMissing, 400)),
        Get("nothing, asked for as JSON", CallbackPath, Warning(StateMissing, 400), Json),
        Get("only unknown parameters", CallbackPath + "?utm_source=mail&gclid=1", Warning(StateMissing, 400)),
        Get("empty parameters", CallbackPath + "?code=&state=&error=", Warning(StateMissing, 400)),
        Get("repeated empty parameters", CallbackPath + "?code=&code=&state=&state=", Warning(StateMissing, 400)),
        Get("parameters without a value", CallbackPath + "?code&state&error", Warning(StateMissing, 400)),
        Get("a broken query", CallbackPath + "?&&==&%&%zz&=x", Warning(StateMissing, 400)),
        Get("only a huge unknown parameter", CallbackPath + "?x=" + Huge, Warning(StateMissing, 400)),
        Get("a huge code without state", CallbackPath + "?code=" + Huge, Warning(StateMissing, 400)),
        Get("repeated codes without state", CallbackPath + "?code=a&code=b", Warning(StateMissing, 400)),
        Get("a code without state", CallbackPath + "?code=a", Restart),
        Get("a code with an empty state", CallbackPath + "?code=a&state=", Restart),
    ];

    private static IEnumerable<DeadEnd> States =>
    [
        Get("a state that is not one", CallbackPath + "?code=a&state=hello", Warning(StateInvalid, 400)),
        Get("a state that is not one, asked for as JSON", CallbackPath + "?code=a&state=hello", Warning(StateInvalid, 400), Json),
        Get("a huge state", CallbackPath + "?code=a&state=" + Huge, Warning(StateInvalid, 400)),
        Get("repeated states", CallbackPath + "?code=a&state=a&state=b", Warning(StateInvalid, 400)),
        Get("a state of control characters", CallbackPath + "?code=a&state=%00%01%0d%0a", Warning(StateInvalid, 400)),
        Get("a state of half characters", CallbackPath + "?code=a&state=%C3%28%ED%A0%80", Warning(StateInvalid, 400)),
        Get("a state with markup", CallbackPath + "?code=a&state=%3Cscript%3Ealert(1)%3C/script%3E", Warning(StateInvalid, 400)),
        Get("a state without a code", CallbackPath + "?state=hello", Warning(StateInvalid, 400)),
        Get("an error with a state that is not one", CallbackPath + "?error=access_denied&state=hello", Warning(StateInvalid, 400)),
        Callback("a state with one letter changed", start => CallbackOf(start).Replace(StateOf(start), Changed(StateOf(start)), StringComparison.Ordinal), Warning(StateInvalid, 400)),
        Callback("a state cut short", start => CallbackOf(start)[..^10], Warning(StateInvalid, 400)),
        Callback("a state with something after it", start => CallbackOf(start) + "AAAA", Warning(StateInvalid, 400)),
        Callback("a good state twice", start => WithState(start, "code=a&state=" + StateOf(start)), Warning(StateInvalid, 400)),
        new("a state of another app", StateOfAnotherAppAsync, Warning(StateInvalid, 400)),
    ];

    private static IEnumerable<DeadEnd> Codes =>
    [
        Callback("a state and nothing else", start => $"{CallbackPath}?state={StateOf(start)}", Warning("code_missing", 400)),
        Callback("an empty code", start => WithState(start, "code="), Warning("code_missing", 400)),
        Callback("a huge code", start => WithState(start, "code=" + Huge), Warning("code_missing", 400)),
        Callback("two codes", start => WithState(start, "code=a&code=b"), Warning("code_missing", 400)),
        Callback("no code, asked for as JSON", start => WithState(start, "x=y"), Warning("code_missing", 400), Json),
        new("a code that was used before", CodeUsedBeforeAsync, Restart),
    ];

    private static IEnumerable<DeadEnd> Cookies =>
    [
        new("no cookies at all", (_, browser) => AfterAsync(browser, () => browser.Forget(_ => true)), Restart),
        new("the cookie of another sign-in", CookieOfAnotherAsync, Restart),
        new("a state that is too old", async (app, browser) =>
        {
            var start = await browser.StartAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(16));
            return await browser.ReturnAsync(start);
        }, Restart),
        new("a restarted sign-in that loses its cookie too", LostTwiceAsync, Warning("correlation_failed", 400)),
        new("a restarted sign-in that takes too long too", ExpiredTwiceAsync, Warning("state_expired", 400)),
        new("garbage cookies", GarbageCookiesAsync, Warning("code_missing", 400)),
    ];

    private static IEnumerable<DeadEnd> Tricks =>
    [
        Get("a retry of nothing", CallbackPath + "?retry=", Restart),
        Get("a retry of garbage", CallbackPath + "?retry=garbage", Restart),
        Get("a retry by a script", CallbackPath + "?retry=x", Unauthorized, ("X-Requested-With", "XMLHttpRequest")),
        Get("a connection that cannot be one", CallbackPath + "?code=a&connection_id=%3Cscript%3E", Warning("connection_invalid", 400)),
        Get("an organization that cannot be one", CallbackPath + "?code=a&organization_id=" + Huge, Warning("organization_invalid", 400)),
        new("a tile, clicked until the guard steps in", ManyTilesAsync, Warning("idp_initiated", 403)),
    ];

    private static string Changed(string state)
    {
        var changed = new StringBuilder(state);
        changed[40] = changed[40] == 'A' ? 'B' : 'A';
        return changed.ToString();
    }

    private static async Task<BrowserAnswer> AfterAsync(Browser browser, Action change)
    {
        var start = await browser.StartAsync();
        change();
        return await browser.ReturnAsync(start);
    }

    private static async Task<BrowserAnswer> StateOfAnotherAppAsync(TestApp app, Browser browser)
    {
        await using var other = await TestApp.StartAsync();
        return await browser.ReturnAsync(await other.NewBrowser().StartAsync());
    }

    private static async Task<BrowserAnswer> CodeUsedBeforeAsync(TestApp app, Browser browser)
    {
        var code = NextCode();
        await app.NewBrowser().ReturnAsync(await app.NewBrowser().StartAsync(), code);
        var stranger = app.NewBrowser();
        await stranger.ReturnAsync(await stranger.StartAsync(), code);
        return await browser.ReturnAsync(await browser.StartAsync(), code);
    }

    private static async Task<BrowserAnswer> CookieOfAnotherAsync(TestApp app, Browser browser)
    {
        await browser.StartAsync();
        return await browser.ReturnAsync(await app.NewBrowser().StartAsync());
    }

    private static async Task<BrowserAnswer> LostTwiceAsync(TestApp app, Browser browser)
    {
        var second = await AfterAsync(browser, () => browser.Forget(_ => true));
        browser.Forget(_ => true);
        return await browser.ReturnAsync(second);
    }

    private static async Task<BrowserAnswer> ExpiredTwiceAsync(TestApp app, Browser browser)
    {
        var start = await browser.StartAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        var second = await browser.ReturnAsync(start);
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        return await browser.ReturnAsync(second);
    }

    private static async Task<BrowserAnswer> GarbageCookiesAsync(TestApp app, Browser browser)
    {
        var start = await browser.StartAsync();
        var prefix = browser.CorrelationCookies[0].Prefix;
        browser.Set(prefix + "x", "r");
        browser.Set(prefix + "y", "99999999999999999999r");
        browser.Set(prefix + "z", "-1");
        browser.Set(".AspNetCore.Cookies", "garbage");
        return await browser.GetAsync(WithState(start, "code="));
    }

    private static async Task<BrowserAnswer> ManyTilesAsync(TestApp app, Browser browser)
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await browser.GetAsync(CallbackPath + "?code=" + NextCode())).GoesToWorkOs);
        }

        return await browser.GetAsync(CallbackPath + "?code=" + NextCode());
    }
}
