namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>The steps of a sign-in, as a browser and WorkOS take them.</summary>
internal static class SignInSteps
{
    public const string CallbackPath = WorkOsDefaults.CallbackPath;

    private static int _codes;

    /// <summary>A code that no other test has used.</summary>
    public static string NextCode() => $"{Secrets.Code}-{Interlocked.Increment(ref _codes)}";

    /// <summary>Asks for a page and expects to be sent to WorkOS; returns where.</summary>
    public static async Task<BrowserAnswer> StartAsync(this Browser browser, string page = "/secret")
    {
        var answer = await browser.GetAsync(page);
        Assert.True(answer.GoesToWorkOs, $"{page} answered {answer.Status} {answer.Location} {answer.Body}");
        return answer;
    }

    /// <summary>What WorkOS does after the person has signed in: sends the browser back with a code and the state.</summary>
    public static Task<BrowserAnswer> ReturnAsync(this Browser browser, BrowserAnswer authorize, string? code = null) =>
        browser.GetAsync(CallbackOf(authorize, code));

    public static string CallbackOf(BrowserAnswer authorize, string? code = null) =>
        $"{CallbackPath}?code={code ?? NextCode()}&state={Uri.EscapeDataString(authorize.Query("state")!)}";

    /// <summary>Start, return, and the session is there.</summary>
    public static async Task<BrowserAnswer> SignInAsync(this Browser browser, string page = "/secret")
    {
        var answer = await browser.ReturnAsync(await browser.StartAsync(page));
        Assert.True(answer.IsRedirect, $"The callback answered {answer.Status}: {answer.Body}");
        return answer;
    }

    public static async Task<string> WhoAsync(this Browser browser) => (await browser.GetAsync("/me")).Body;
}
