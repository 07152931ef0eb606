using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>Sessions in cookies and in the cache, and the choice of an organization that a sign-in waits for.</summary>
internal static class SessionCells
{
    private const string Cookie = "session in the cookie";
    private const string Id = "id of a stored session";
    private const string Stored = "stored session";
    private const string Choice = "pending choice of an organization";
    private const string Connection = "organization of a connection";
    private static readonly TimeSpan UntilExpired = TimeSpan.FromSeconds(301);

    public static IEnumerable<Cell> All => [.. OfBrowser(Cookie, useStore: false), .. OfBrowser(Id, useStore: true), .. OfStore, .. OfChoice, .. OfConnection];

    // What a browser holds of a session is the same to the app, wherever the session is.
    private static IEnumerable<Cell> OfBrowser(string value, bool useStore) =>
    [
        new(value, Places.Own, Outcome.Accepted, "the session of its cookie scheme", () => MoveAsync(useStore, static (_, browser) => Task.FromResult(browser))),
        new(value, Places.Scheme, Outcome.Refused, "bound to its cookie scheme", () => MoveToSchemeAsync(useStore)),
        new(value, Places.Browser, Outcome.Accepted, "a session cookie is the session: keep it `HttpOnly` and `Secure`", () => MoveAsync(useStore, static (world, browser) => Task.FromResult(SessionWorld.Move(browser, world.App)))),
        new(value, Places.Organization, Outcome.Refused, "`RequireWorkOsOrganization` compares the claim; only WorkOS moves a session", () => MoveAsync(useStore, static (_, browser) => Task.FromResult(browser), "/globex")),
        new(value, Places.Environment, Outcome.Accepted, "machines that share a key ring are one app, until the access token ends: a key ring for each environment", () => MoveAsync(useStore, static async (world, browser) => SessionWorld.Move(browser, await world.StartElsewhereAsync()))),
        new(value, "another environment, after its access token", Outcome.Refused, "WorkOS refuses a refresh token from another client", () => MoveAsync(useStore, MoveElsewhereLaterAsync)),
        new(value, "after sign-out", Outcome.Refused, useStore ? "gone from the store, and marked" : "a mark ends every copy", () => MoveAsync(useStore, LeaveAsync)),
        new(value, Places.Later, Outcome.Refused, "after `ExpireTimeSpan`", () => MoveAsync(useStore, MoveLaterAsync)),
        new(value, Places.Future, Outcome.Accepted, "clocks of machines are not compared; WorkOS ends it", () => MoveFromAheadAsync(useStore)),
    ];

    private static IEnumerable<Cell> OfStore =>
    [
        new(Id, "after the next sign-in of its browser", Outcome.Refused, "that takes its place", () => MoveAsync(useStore: true, SignInAgainAsync)),
        new(Stored, Places.Own, Outcome.Accepted, "the id in the cookie is what reads it", () => StoredAsync(static (_, _) => { })),
        new(Stored, "the name of another session", Outcome.Refused, "its protection names its id", () => StoredAsync(static (mine, other) => (mine[0], other[0]) = (other[0], mine[0]))),
        new(Stored, Places.Scheme, Outcome.Refused, "its protection names its scheme", StoredOfSchemeAsync),
        new(Stored, Places.Later, Outcome.Refused, "the cache drops it with the ticket", StoredLaterAsync),
    ];

    private static IEnumerable<Cell> OfChoice =>
    [
        new(Choice, Places.Own, Outcome.Accepted, "the sign-in goes on", () => ChooseAsync(static (_, browser) => Task.FromResult(browser))),
        new(Choice, Places.Browser, Outcome.Accepted, "also in a browser that is not signed in; another site cannot set the cookie over https", () => ChooseAsync(static (world, browser) => Task.FromResult(SessionWorld.Move(browser, world.App)))),
        new(Choice, "another session", Outcome.Refused, "it names the session that it began in, or none", () => ChooseAsync(MoveToSessionAsync)),
        new(Choice, Places.Organization, Outcome.Refused, "only what was offered can be chosen", () => ChooseAsync(static (_, browser) => Task.FromResult(browser), "org_initech")),
        new(Choice, Places.Environment, Outcome.Refused, "it names the client id", () => ChooseAsync(static async (world, browser) => SessionWorld.Move(browser, await world.StartElsewhereAsync()))),
        new(Choice, "after another sign-in", Outcome.Refused, "any sign-in or sign-out of the browser ends it", () => ChooseAsync(SignInBesideAsync)),
        new(Choice, Places.Later, Outcome.Refused, "after ten minutes", () => ChooseAsync(WaitTooLongAsync)),
        new(Choice, Places.Twice, Outcome.Refused, "it is made once", () => ChooseAsync(ChooseBeforeAsync)),
    ];

    private static IEnumerable<Cell> OfConnection =>
    [
        new(Connection, Places.Own, Outcome.Accepted, "for five minutes", () => LookUpAsync(TimeSpan.FromMinutes(4))),
        new(Connection, Places.Later, Outcome.Refused, "WorkOS is asked again", () => LookUpAsync(TimeSpan.FromMinutes(5))),
    ];

    // ---- The browser's part ------------------------------------------------------------------------------------

    private static async Task<string> MoveAsync(bool useStore, Func<SessionWorld, Browser, Task<Browser>> move, string page = "/me")
    {
        await using var world = await SessionWorld.StartAsync(useStore);
        var browser = await world.App.SignInAsync(SessionWorld.Ada);
        return await SessionWorld.WorthAsync(await move(world, browser), page);
    }

    private static async Task<string> MoveToSchemeAsync(bool useStore)
    {
        await using var world = await SessionWorld.StartAsync(useStore);
        var browser = await world.App.SignInAsync(SessionWorld.Ada);
        var cookie = browser.Cookies.Single(static cookie => cookie.Name == SessionWorld.CookieOf());
        browser.Set(SessionWorld.CookieOf(SessionWorld.Administrators), cookie.Value);
        return await SessionWorld.WorthAsync(browser, "/administrator");
    }

    private static async Task<string> MoveFromAheadAsync(bool useStore)
    {
        await using var world = await SessionWorld.StartAsync(useStore);
        var ahead = await world.StartAheadAsync(TimeSpan.FromMinutes(3));
        return await SessionWorld.WorthAsync(SessionWorld.Move(await ahead.SignInAsync(SessionWorld.Ada), world.App));
    }

    private static async Task<Browser> MoveElsewhereLaterAsync(SessionWorld world, Browser browser)
    {
        var moved = SessionWorld.Move(browser, await world.StartElsewhereAsync());
        world.Clock.Advance(UntilExpired);
        return moved;
    }

    private static async Task<Browser> LeaveAsync(SessionWorld world, Browser browser)
    {
        var copy = SessionWorld.Move(browser, world.App);
        await SessionWorld.SignOutAsync(browser);
        return copy;
    }

    private static Task<Browser> MoveLaterAsync(SessionWorld world, Browser browser)
    {
        var copy = SessionWorld.Move(browser, world.App);
        world.Clock.Advance(TimeSpan.FromDays(15));
        return Task.FromResult(copy);
    }

    private static async Task<Browser> SignInAgainAsync(SessionWorld world, Browser browser)
    {
        var copy = SessionWorld.Move(browser, world.App);
        await world.App.ReturnAsync(browser, await browser.GetAsync("/sso"), SessionWorld.Ada);
        Assert.Equal(Outcome.Accepted, await SessionWorld.WorthAsync(browser));
        return copy;
    }

    // ---- The store's part --------------------------------------------------------------------------------------

    private static async Task<string> StoredAsync(Action<byte[][], byte[][]> swap)
    {
        await using var world = await SessionWorld.StartAsync(useStore: true);
        var browser = await world.App.SignInAsync(SessionWorld.Ada);
        var mine = EntryOf(world);
        await world.App.SignInAsync("grace@acme.com");
        var other = world.Cache.Entries.Single(entry => IsSession(entry.Key) && entry.Key != mine.Key);
        var (here, there) = (new[] { mine.Value }, new[] { other.Value });
        swap(here, there);
        await world.Cache.SetAsync(mine.Key, here[0], new());
        await world.Cache.SetAsync(other.Key, there[0], new());
        return await SessionWorld.WorthAsync(browser);
    }

    private static async Task<string> StoredOfSchemeAsync()
    {
        await using var world = await SessionWorld.StartAsync(useStore: true);
        await world.App.SignInAsync(SessionWorld.Ada);
        var customer = EntryOf(world);
        var administrator = world.App.NewBrowser();
        await administrator.GetAsync("/administrate");
        Assert.Equal(Outcome.Accepted, await SessionWorld.WorthAsync(administrator, "/administrator"));

        var name = world.Cache.Entries.Keys.Single(key => IsSession(key) && key != customer.Key);
        await world.Cache.SetAsync(name, customer.Value, new());

        return await SessionWorld.WorthAsync(administrator, "/administrator");
    }

    private static async Task<string> StoredLaterAsync()
    {
        await using var world = await SessionWorld.StartAsync(useStore: true);
        await world.App.SignInAsync(SessionWorld.Ada);
        var entry = EntryOf(world);
        world.Clock.Advance(TimeSpan.FromDays(15));
        return await world.Cache.GetAsync(entry.Key) is null ? Outcome.Refused : Outcome.Accepted;
    }

    private static KeyValuePair<string, byte[]> EntryOf(SessionWorld world) => world.Cache.Entries.Single(static entry => IsSession(entry.Key));

    private static bool IsSession(string key) => key.StartsWith("workos:session:", StringComparison.Ordinal);

    // ---- The choice of an organization -------------------------------------------------------------------------

    private static async Task<string> ChooseAsync(Func<SessionWorld, Browser, Task<Browser>> move, string organization = "org_globex")
    {
        await using var world = await SessionWorld.StartAsync();
        var browser = await move(world, await world.WaitAsync());
        return await ChooseAsync(browser, organization);
    }

    private static async Task<string> ChooseAsync(Browser browser, string organization) =>
        (await browser.GetAsync("/choose?organization=" + organization)).IsRedirect
        && (await browser.GetAsync("/claims")).Body.Contains("org_id=" + organization, StringComparison.Ordinal)
            ? Outcome.Accepted
            : Outcome.Refused;

    private static async Task<Browser> MoveToSessionAsync(SessionWorld world, Browser browser)
    {
        var other = await world.App.SignInAsync(SessionWorld.Ada);
        foreach (var cookie in browser.Cookies)
        {
            other.Set(cookie.Name, cookie.Value, cookie.Path);
        }

        return other;
    }

    private static async Task<Browser> SignInBesideAsync(SessionWorld world, Browser browser)
    {
        var copy = SessionWorld.Move(browser, world.App);
        await world.App.ReturnAsync(browser, await browser.GetAsync("/sso"), SessionWorld.Ada);
        return copy;
    }

    private static Task<Browser> WaitTooLongAsync(SessionWorld world, Browser browser)
    {
        var copy = SessionWorld.Move(browser, world.App);
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        return Task.FromResult(copy);
    }

    private static async Task<Browser> ChooseBeforeAsync(SessionWorld world, Browser browser)
    {
        var copy = SessionWorld.Move(browser, world.App);
        Assert.Equal(Outcome.Accepted, await ChooseAsync(browser, "org_globex"));
        return copy;
    }

    // ---- What WorkOS said about connections --------------------------------------------------------------------

    private static async Task<string> LookUpAsync(TimeSpan age)
    {
        await using var world = await SessionWorld.StartAsync();
        await AskForConnectionAsync(world);
        Assert.Equal(1, world.WorkOs.CountOf("/connections/"));
        world.Clock.Advance(age);

        await AskForConnectionAsync(world);

        return world.WorkOs.CountOf("/connections/") == 1 ? Outcome.Accepted : Outcome.Refused;
    }

    private static async Task AskForConnectionAsync(SessionWorld world)
    {
        var browser = world.App.NewBrowser();
        await world.App.ReturnAsync(browser, await browser.GetAsync("/challenge?connection=conn_acme"), SessionWorld.Ada);
        Assert.Equal(Outcome.Accepted, await SessionWorld.WorthAsync(browser));
    }
}
