using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>What a sign-in that is under way leaves in addresses and cookies: state, correlation cookie, code.</summary>
internal static class SignInCells
{
    private const string State = "state";
    private const string Cookie = "correlation cookie";
    private const string Code = "code";

    public static IEnumerable<Cell> All =>
    [
        new(State, Places.Own, Outcome.Accepted, "signs in, once", () => StateAsync(static (world, start) => world.Browser.ReturnAsync(start))),
        new(State, Places.Scheme, Outcome.Refused, "the protection is that of the scheme", () => StateAsync(static (world, start) => world.ReturnToPartnerAsync(start))),
        new(State, Places.Browser, Outcome.Reduced, "without the cookie it only starts a new sign-in, as any link can", () => StateAsync(static (world, start) => world.Other.ReturnAsync(start))),
        new(State, Places.Organization, Outcome.Refused, "reduced, it may not leave the organization of the options", ForeignOrganizationAsync),
        new(State, Places.Environment, Outcome.Refused, "WorkOS knows no code of another environment", () => StateAsync(ReturnElsewhereAsync)),
        new(State, Places.Later, Outcome.Again, "after `RemoteAuthenticationTimeout`", () => StateAsync(static (world, start) => world.ReturnAfterAsync(start, TimeSpan.FromMinutes(16)))),
        new(State, "the next day", Outcome.Reduced, "by then the correlation cookie is gone", () => StateAsync(static (world, start) => world.ReturnAfterAsync(start, TimeSpan.FromHours(25)))),
        new(State, Places.Future, Outcome.Again, "more than five minutes ahead is as good as late", FromAheadAsync),
        new(State, Places.Twice, Outcome.Again, "a state buys one call to WorkOS, whatever code comes with it", StateTwiceAsync),

        new(Cookie, Places.Own, Outcome.Accepted, "with the state that names it", () => StateAsync(static (world, start) => world.Browser.ReturnAsync(start))),
        new(Cookie, Places.Scheme, Outcome.Refused, "its name is that of the scheme", CookieOfSchemeAsync),
        new(Cookie, "another sign-in of the browser", Outcome.Refused, "each state names its own", CookieOfSignInAsync),
        new(Cookie, "the name without `__Host-`", Outcome.Refused, "over https no other name is read", CookieWithoutPrefixAsync),
        new(Cookie, Places.Browser, Outcome.Accepted, "it identifies the browser that began; another site cannot set it over https", () => StateAsync(static (world, start) => world.PlantAsync(start))),
        new(Cookie, Places.Later, Outcome.Again, "the limit is the state's; browsers drop the cookie after a day", CookieLaterAsync),
        new(Cookie, Places.Twice, Outcome.Refused, "its first use removes it", CookieTwiceAsync),

        new(Code, Places.Twice, Outcome.Refused, "this process sends a code once; WorkOS redeems it once", CodeTwiceAsync),
        new(Code, "a callback without state", Outcome.Refused, "it is never redeemed as a sign-in", CodeWithoutStateAsync),
    ];

    private static async Task<string> StateAsync(Func<SignInWorld, BrowserAnswer, Task<BrowserAnswer>> move)
    {
        await using var world = await SignInWorld.StartAsync();
        return world.Judge(await move(world, await world.Browser.StartAsync("/challenge")));
    }

    private static async Task<string> ForeignOrganizationAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        world.App.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = "org_globex" };
        return world.Judge(await world.Other.ReturnAsync(await world.Browser.StartAsync("/challenge")));
    }

    private static async Task<BrowserAnswer> ReturnElsewhereAsync(SignInWorld world, BrowserAnswer start)
    {
        var elsewhere = await world.StartElsewhereAsync();
        SignInWorld.MoveCookies(world.Browser, elsewhere);
        return await elsewhere.ReturnAsync(start);
    }

    private static async Task<string> FromAheadAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        var ahead = await world.StartAheadAsync(TimeSpan.FromHours(1));
        var start = await ahead.StartAsync("/challenge");
        SignInWorld.MoveCookies(ahead, world.Browser);
        return world.Judge(await world.Browser.ReturnAsync(start));
    }

    private static async Task<string> StateTwiceAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        var start = await world.Browser.StartAsync("/challenge");
        var copy = world.App.NewBrowser();
        SignInWorld.MoveCookies(world.Browser, copy);
        await world.Browser.ReturnAsync(start);

        var again = await copy.ReturnAsync(start);

        Assert.Single(world.App.WorkOs.TokenRequests);
        return world.Judge(again);
    }

    private static async Task<string> CookieOfSchemeAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        var attackers = await world.Other.StartAsync("/challenge?scheme=Partner");
        await world.Browser.StartAsync("/challenge");
        world.RenameCookies(world.Browser, SignInWorld.Partner);
        return world.WithoutCookie(await world.Browser.GetAsync(SignInWorld.CallbackOfPartner(attackers)), SignInWorld.Partner);
    }

    private static async Task<string> CookieOfSignInAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        await world.Browser.StartAsync("/challenge");
        return world.WithoutCookie(await world.Browser.ReturnAsync(await world.Other.StartAsync("/challenge")));
    }

    private static async Task<string> CookieWithoutPrefixAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        var start = await world.Other.StartAsync("/challenge");
        var cookie = Assert.Single(world.Other.CorrelationCookies);
        Assert.StartsWith(CookieNames.HostPrefix, cookie.Name, StringComparison.Ordinal);
        world.Browser.Set(cookie.Name[CookieNames.HostPrefix.Length..], cookie.Value);
        return world.WithoutCookie(await world.Browser.ReturnAsync(start));
    }

    private static async Task<string> CookieLaterAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        var start = await world.Browser.StartAsync("/challenge");
        var cookie = Assert.Single(world.Browser.CorrelationCookies);
        world.App.Clock.Advance(TimeSpan.FromDays(2));
        world.Browser.Set(cookie.Name, cookie.Value);
        return world.Judge(await world.Browser.ReturnAsync(start));
    }

    private static async Task<string> CookieTwiceAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        var start = await world.Browser.StartAsync("/challenge");
        await world.Browser.ReturnAsync(start);
        world.Browser.Forget(cookie => cookie.Name == SignInWorld.SessionCookie);
        return world.WithoutCookie(await world.Browser.ReturnAsync(start));
    }

    private static async Task<string> CodeTwiceAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        var code = NextCode();
        await world.Other.ReturnAsync(await world.Other.StartAsync("/challenge"), code);

        await world.Browser.ReturnAsync(await world.Browser.StartAsync("/challenge"), code);

        return await world.WorthAsync(world.App.WorkOs.TokenRequests.Count > 1);
    }

    private static async Task<string> CodeWithoutStateAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        await world.Browser.GetAsync($"{CallbackPath}?code={NextCode()}");
        return await world.WorthAsync(world.App.WorkOs.Requests.Count > 0);
    }
}
