using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>Every protected text in the place of every other: each protection has a purpose of its own.</summary>
internal static class PurposeCells
{
    private const string Callback = WorkOsAuthKitDefaults.CallbackPath;
    private const string Question = "text of the account question";
    private const string Selection = ".WorkOs.Selection";

    private static readonly Text[] Texts =
    [
        new("state", static (_, browser) => StateAsync(browser)),
        new("text of a \"try again\" link", static (_, browser) => RetryAsync(browser)),
        new("mark of a restart", static (_, browser) => MarkAsync(browser)),
        new(Question, static (world, _) => QuestionAsync(world)),
        new("session in the cookie", static async (world, _) => CookieOf(await world.App.SignInAsync(SessionWorld.Ada), SessionWorld.CookieOf())),
        new("pending choice of an organization", static async (world, _) => CookieOf(await world.WaitAsync(), Selection)),
    ];

    private static readonly Reader[] Readers =
    [
        new("as a state", "state", AsStateAsync),
        new("as a \"try again\" link", "text of a \"try again\" link", AsRetryAsync),
        new("as an answer to the account question", Question, AsAnswerAsync),
        new("as a session cookie", "session in the cookie", AsSessionAsync),
        new("as a pending choice", "pending choice of an organization", AsChoiceAsync),
    ];

    public static IEnumerable<Cell> All =>
        from text in Texts
        from reader in Readers
        where reader.Own != text.Name
        select new Cell(text.Name, reader.Name, Outcome.Refused, "its protection has a purpose of its own", () => MoveAsync(text, reader));

    private static async Task<string> MoveAsync(Text text, Reader reader)
    {
        await using var world = await SessionWorld.StartAsync();
        var browser = world.App.NewBrowser();
        return await reader.ReadAsync(world, browser, await text.MakeAsync(world, browser));
    }

    // ---- What there is -----------------------------------------------------------------------------------------

    private static async Task<string> StateAsync(Browser browser) => (await browser.GetAsync("/secret")).Query("state")!;

    private static async Task<string> RetryAsync(Browser browser)
    {
        var failed = await browser.GetAsync($"{Callback}?error=server_error&state={Uri.EscapeDataString(await StateAsync(browser))}");
        return QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), failed.NextLink!).Query)["retry"].ToString();
    }

    private static async Task<string> MarkAsync(Browser browser)
    {
        await browser.GetAsync(Callback + "?code=x");
        var value = Assert.Single(browser.CorrelationCookies).Value;
        return value[(value.IndexOf('.', StringComparison.Ordinal) + 1)..];
    }

    private static async Task<string> QuestionAsync(SessionWorld world)
    {
        var page = await (await world.App.SignInAsync(SessionWorld.Ada)).GetAsync("/auth/sign-in?organization_id=org_globex");
        return page.Html.QuerySelector($"input[name={AccountSwitch.FieldName}]")!.GetAttribute("value")!;
    }

    private static string CookieOf(Browser browser, string name) => browser.Cookies.Single(cookie => cookie.Name == name).Value;

    // ---- Where it is put ---------------------------------------------------------------------------------------

    private static async Task<string> AsStateAsync(SessionWorld world, Browser browser, string text)
    {
        var answer = await browser.GetAsync($"{Callback}?code=x&state={Uri.EscapeDataString(text)}");
        return answer.FailureCode == WorkOsFailureCodes.StateInvalid ? Outcome.Refused : Outcome.Accepted;
    }

    private static async Task<string> AsRetryAsync(SessionWorld world, Browser browser, string text)
    {
        var answer = await browser.GetAsync($"{Callback}?retry={Uri.EscapeDataString(text)}");
        var options = world.App.Services.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get(WorkOsAuthKitDefaults.AuthenticationScheme);
        return options.StateDataFormat.Unprotect(answer.Query("state")) is { RedirectUri: "/" } && answer.Query("organization_id") is null
            ? Outcome.Refused
            : Outcome.Accepted;
    }

    private static async Task<string> AsAnswerAsync(SessionWorld world, Browser browser, string text)
    {
        var answer = await browser.PostAsync(Callback, (AccountSwitch.FieldName, text));
        return answer.FailureCode == WorkOsFailureCodes.AntiforgeryFailed ? Outcome.Refused : Outcome.Accepted;
    }

    private static async Task<string> AsSessionAsync(SessionWorld world, Browser browser, string text)
    {
        browser.Set(SessionWorld.CookieOf(), text);
        return await SessionWorld.WorthAsync(browser);
    }

    private static async Task<string> AsChoiceAsync(SessionWorld world, Browser browser, string text)
    {
        browser.Set(Selection, text);
        return (await browser.GetAsync("/choices")).Body.Length == 0 ? Outcome.Refused : Outcome.Accepted;
    }

    private sealed record Text(string Name, Func<SessionWorld, Browser, Task<string>> MakeAsync);

    private sealed record Reader(string Name, string Own, Func<SessionWorld, Browser, string, Task<string>> ReadAsync);
}
