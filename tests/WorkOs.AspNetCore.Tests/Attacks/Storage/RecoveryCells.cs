using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>What is left in links and cookies where a sign-in did not go straight through: retry texts, marks of restarts, questions.</summary>
internal static class RecoveryCells
{
    private const string Retry = "text of a \"try again\" link";
    private const string Mark = "mark of a restart";
    private const string Question = "text of the account question";
    private const string QuestionCookie = "cookie of the account question";
    private const string Globex = "/auth/sign-in?connection_id=conn_globex&returnUrl=/welcome";

    public static IEnumerable<Cell> All =>
    [
        new(Retry, Places.Own, Outcome.Again, "what the challenge asked for, within an hour", () => RetryAsync(static (world, link) => world.Browser.GetAsync(link))),
        new(Retry, Places.Scheme, Outcome.Refused, "the protection is that of the scheme", RetryOfSchemeAsync),
        new(Retry, Places.Browser, Outcome.Reduced, "without its cookie it only starts a new sign-in, as any link can", () => RetryAsync(static (world, link) => world.Other.GetAsync(link))),
        new(Retry, Places.Organization, Outcome.Refused, "reduced, it may not leave the organization of the options", RetryOfOrganizationAsync),
        new(Retry, Places.Environment, Outcome.Again, "it only says what to ask for; that environment's WorkOS is asked", () => RetryAsync(RetryElsewhereAsync)),
        new(Retry, Places.Later, Outcome.Reduced, "after an hour", () => RetryAsync(RetryLaterAsync)),
        new(Retry, Places.Future, Outcome.Reduced, "more than five minutes ahead is as good as late", RetryFromAheadAsync),
        new(Retry, Places.Twice, Outcome.Reduced, "its first use spends the cookie", () => RetryAsync(RetryTwiceAsync)),

        new(Mark, Places.Own, Outcome.Accepted, "three stop the restarts of this browser", () => MarkAsync(static world => Task.FromResult(world.Browser))),
        new(Mark, Places.Scheme, Outcome.Refused, "the protection is that of the scheme", MarkOfSchemeAsync),
        new(Mark, "another cookie", Outcome.Refused, "it names its cookie", () => MarkAsync(MoveMarkAsync)),
        new(Mark, Places.Browser, Outcome.Accepted, "with its cookie, which another site cannot set over https", () => MarkAsync(static world => Task.FromResult(world.PlantCookies()))),
        new(Mark, Places.Later, Outcome.Refused, "after two minutes", () => MarkAsync(MarkLaterAsync)),
        new(Mark, Places.Future, Outcome.Refused, "more than five minutes ahead is no time", MarkFromAheadAsync),

        new(Question, Places.Own, Outcome.Accepted, "starts the sign-in that the link asked for", () => AskAsync(static (world, text) => AnswerAsync(world.Browser, text))),
        new(Question, Places.Scheme, Outcome.Refused, "it names its scheme", () => AskAsync(static (world, text) => AnswerAsync(world.Browser, text, SignInWorld.PartnerCallback))),
        new(Question, Places.Browser, Outcome.Refused, "without its cookie", () => AskAsync(static (world, text) => AnswerAsync(world.Other, text))),
        new(Question, "another person at the browser", Outcome.Refused, "they are asked themselves", () => AskAsync(AnswerAsAnotherAsync)),
        new(Question, Places.Organization, Outcome.Refused, "reduced to the organization of the options before it is asked", AskForOrganizationAsync),
        new(Question, Places.Environment, Outcome.Accepted, "it only says what to ask for; that environment's WorkOS is asked", () => AskAsync(AnswerElsewhereAsync)),
        new(Question, Places.Later, Outcome.Refused, "after ten minutes it is asked again", () => AskAsync(AnswerLaterAsync)),
        new(Question, Places.Future, Outcome.Refused, "it is asked again", AskFromAheadAsync),
        new(Question, Places.Twice, Outcome.Refused, "the answer spends the cookie", () => AskAsync(AnswerTwiceAsync)),

        new(QuestionCookie, "another question", Outcome.Refused, "each text names its cookie", () => AskAsync(AnswerWithOtherCookieAsync)),
        new(QuestionCookie, "the name without `__Host-`", Outcome.Refused, "over https no other name is read", () => AskAsync(AnswerWithoutPrefixAsync)),
        new(QuestionCookie, "another browser, with its text", Outcome.Accepted, "in a browser that is not signed in, it only starts a sign-in, as any link does", () => AskAsync(AnswerWithMovedCookieAsync)),
    ];

    // ---- "Try again" -------------------------------------------------------------------------------------------

    private static async Task<string> RetryAsync(Func<SignInWorld, string, Task<BrowserAnswer>> move)
    {
        await using var world = await SignInWorld.StartAsync();
        return world.Judge(await move(world, await FailAsync(world.Browser)));
    }

    private static async Task<string> FailAsync(Browser browser)
    {
        var start = await browser.StartAsync("/challenge");
        var failed = await browser.GetAsync($"{CallbackPath}?error=server_error&state={Uri.EscapeDataString(start.Query("state")!)}");
        return failed.NextLink!;
    }

    private static async Task<string> RetryOfSchemeAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        var link = await FailAsync(world.Browser);
        world.RenameCookies(world.Browser, SignInWorld.Partner);
        var answer = await world.Browser.GetAsync(link.Replace(CallbackPath, SignInWorld.PartnerCallback, StringComparison.Ordinal));
        return world.Judge(answer, SignInWorld.Partner);
    }

    private static async Task<string> RetryOfOrganizationAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        world.App.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = "org_globex" };
        return world.Judge(await world.Other.GetAsync(await FailAsync(world.Browser)));
    }

    private static async Task<BrowserAnswer> RetryElsewhereAsync(SignInWorld world, string link)
    {
        var elsewhere = await world.StartElsewhereAsync();
        SignInWorld.MoveCookies(world.Browser, elsewhere);
        return await elsewhere.GetAsync(link);
    }

    private static Task<BrowserAnswer> RetryLaterAsync(SignInWorld world, string link)
    {
        world.App.Clock.Advance(TimeSpan.FromMinutes(61));
        return world.Browser.GetAsync(link);
    }

    private static async Task<string> RetryFromAheadAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        var ahead = await world.StartAheadAsync(TimeSpan.FromMinutes(30));
        var link = await FailAsync(ahead);
        SignInWorld.MoveCookies(ahead, world.Browser);
        return world.Judge(await world.Browser.GetAsync(link));
    }

    private static async Task<BrowserAnswer> RetryTwiceAsync(SignInWorld world, string link)
    {
        await world.Browser.StartAsync(link);
        return await world.Browser.GetAsync(link);
    }

    // ---- Restarts ----------------------------------------------------------------------------------------------

    private static async Task<string> MarkAsync(Func<SignInWorld, Task<Browser>> move)
    {
        await using var world = await SignInWorld.StartAsync();
        await RestartAsync(world.Browser);
        return Counts(await TileAsync(await move(world)));
    }

    private static Task<BrowserAnswer> TileAsync(Browser browser, string callback = CallbackPath) => browser.GetAsync($"{callback}?code={NextCode()}");

    private static async Task RestartAsync(Browser browser)
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await TileAsync(browser)).GoesToWorkOs);
        }
    }

    private static string Counts(BrowserAnswer tile) => tile.GoesToWorkOs ? Outcome.Refused : Outcome.Accepted;

    private static async Task<string> MarkOfSchemeAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        await RestartAsync(world.Browser);
        world.RenameCookies(world.Browser, SignInWorld.Partner);
        return Counts(await TileAsync(world.Browser, SignInWorld.PartnerCallback));
    }

    private static Task<Browser> MoveMarkAsync(SignInWorld world)
    {
        var prefix = world.PrefixOf(WorkOsDefaults.AuthenticationScheme);
        foreach (var (i, cookie) in world.Browser.CorrelationCookies.Index())
        {
            world.Other.Set($"{prefix}moved{i}", cookie.Value);
        }

        return Task.FromResult(world.Other);
    }

    private static Task<Browser> MarkLaterAsync(SignInWorld world)
    {
        world.App.Clock.Advance(TimeSpan.FromSeconds(121));
        return Task.FromResult(world.Browser);
    }

    private static async Task<string> MarkFromAheadAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        var ahead = await world.StartAheadAsync(TimeSpan.FromHours(1));
        await RestartAsync(ahead);
        SignInWorld.MoveCookies(ahead, world.Browser);
        return Counts(await TileAsync(world.Browser));
    }

    // ---- "Continue with another account?" ----------------------------------------------------------------------

    private static async Task<string> AskAsync(Func<SignInWorld, string, Task<BrowserAnswer>> move)
    {
        await using var world = await SignInWorld.StartAsync();
        await world.Browser.SignInAsync();
        return Goes(await move(world, await QuestionOfAsync(world.Browser)));
    }

    private static async Task<string> QuestionOfAsync(Browser browser)
    {
        var page = await browser.GetAsync(Globex);
        return page.Html.QuerySelector($"input[name={AccountSwitch.FieldName}]")?.GetAttribute("value")
            ?? throw new InvalidOperationException($"{page.Status} {page.Location}");
    }

    private static Task<BrowserAnswer> AnswerAsync(Browser browser, string text, string callback = CallbackPath) =>
        browser.PostAsync(callback, (AccountSwitch.FieldName, text));

    private static string Goes(BrowserAnswer answer) =>
        answer.GoesToWorkOs && answer.Query("connection") == "conn_globex" ? Outcome.Accepted : Outcome.Refused;

    private static async Task<BrowserAnswer> AnswerAsAnotherAsync(SignInWorld world, string text)
    {
        world.Browser.Forget(static cookie => cookie.Name == SignInWorld.SessionCookie);
        world.App.WorkOs.Profile = Profiles.Ada().With("id", "prof_grace");
        await world.Browser.SignInAsync();
        return await AnswerAsync(world.Browser, text);
    }

    private static async Task<string> AskForOrganizationAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        await world.Browser.SignInAsync();
        return Goes(await world.Browser.GetAsync("/auth/sign-in?organization_id=org_globex"));
    }

    private static async Task<BrowserAnswer> AnswerElsewhereAsync(SignInWorld world, string text)
    {
        var elsewhere = await world.StartElsewhereAsync();
        SignInWorld.MoveCookies(world.Browser, elsewhere);
        return await AnswerAsync(elsewhere, text);
    }

    private static Task<BrowserAnswer> AnswerLaterAsync(SignInWorld world, string text)
    {
        world.App.Clock.Advance(TimeSpan.FromSeconds(601));
        return AnswerAsync(world.Browser, text);
    }

    private static async Task<string> AskFromAheadAsync()
    {
        await using var world = await SignInWorld.StartAsync();
        await world.Browser.SignInAsync();
        var ahead = await world.StartAheadAsync(TimeSpan.FromHours(1));
        SignInWorld.MoveCookies(world.Browser, ahead);
        var text = await QuestionOfAsync(ahead);
        SignInWorld.MoveCookies(ahead, world.Browser);
        return Goes(await AnswerAsync(world.Browser, text));
    }

    private static async Task<BrowserAnswer> AnswerTwiceAsync(SignInWorld world, string text)
    {
        Assert.Equal(Outcome.Accepted, Goes(await AnswerAsync(world.Browser, text)));
        return await AnswerAsync(world.Browser, text);
    }

    private static async Task<BrowserAnswer> AnswerWithOtherCookieAsync(SignInWorld world, string text)
    {
        await world.Other.SignInAsync();
        await QuestionOfAsync(world.Other);
        return await AnswerAsync(world.Other, text);
    }

    private static Task<BrowserAnswer> AnswerWithoutPrefixAsync(SignInWorld world, string text)
    {
        var cookie = world.Browser.Cookies.Single(static cookie => cookie.Name.StartsWith("__Host-.WorkOs.AccountSwitch", StringComparison.Ordinal));
        world.Browser.Forget(one => one.Name == cookie.Name);
        world.Browser.Set(cookie.Name[CookieNames.HostPrefix.Length..], cookie.Value);
        return AnswerAsync(world.Browser, text);
    }

    private static Task<BrowserAnswer> AnswerWithMovedCookieAsync(SignInWorld world, string text)
    {
        SignInWorld.MoveCookies(world.Browser, world.Other);
        world.Other.Forget(static cookie => cookie.Name == SignInWorld.SessionCookie);
        return AnswerAsync(world.Other, text);
    }
}
