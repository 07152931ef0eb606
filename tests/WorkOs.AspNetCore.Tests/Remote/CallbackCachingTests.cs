using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>Nothing in between may keep what the callback answers, whatever it is.</summary>
public sealed class CallbackCachingTests
{
    public static TheoryData<string, Func<TestApp, Browser, Task<BrowserAnswer>>> Answers => new()
    {
        { "a sign-in", static async (_, browser) => await browser.ReturnAsync(await browser.StartAsync()) },
        { "a failure on the built-in page", static (_, browser) => browser.GetAsync(CallbackPath) },
        { "a failure as JSON", static (_, browser) => browser.GetAsync(CallbackPath, ("Accept", "application/json")) },
        { "a wrong method", static (_, browser) => browser.PostAsync(CallbackPath) },
        { "a tile", static (_, browser) => browser.GetAsync(CallbackPath + "?code=x") },
        { "a link to try again", static (_, browser) => browser.GetAsync(CallbackPath + "?retry=x") },
        { "a link to try again, by a script", static (_, browser) => browser.GetAsync(CallbackPath + "?retry=x", ("X-Requested-With", "XMLHttpRequest")) },
        {
            "a lost cookie", static async (_, browser) =>
            {
                var start = await browser.StartAsync();
                browser.Forget(_ => true);
                return await browser.ReturnAsync(start);
            }
        },
        {
            "a browser that is signed in already", static async (_, browser) =>
            {
                var start = await browser.StartAsync();
                await browser.ReturnAsync(start);
                return await browser.ReturnAsync(start);
            }
        },
        { "an app that handles the failure", static (_, browser) => browser.GetAsync(CallbackPath + "?error=access_denied&handled=1") },
        { "an app that passes the request on", static (_, browser) => browser.GetAsync(CallbackPath + "?error=access_denied&skipped=1") },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task No_answer_of_the_callback_may_be_kept(string name, Func<TestApp, Browser, Task<BrowserAnswer>> act)
    {
        await using var app = await TestApp.StartAsync(options => options.Events.OnRemoteFailure = static context =>
        {
            if (context.Request.Query.ContainsKey("handled"))
            {
                context.HandleResponse();
            }
            else if (context.Request.Query.ContainsKey("skipped"))
            {
                context.SkipHandler();
            }

            return Task.CompletedTask;
        });

        var answer = await act(app, app.NewBrowser());

        Assert.True(answer.Headers.GetValueOrDefault("Cache-Control")?.Contains("no-store", StringComparison.Ordinal), $"{name}: {answer.Status}");
    }

    [Fact]
    public async Task A_failure_on_the_page_of_the_app_may_not_be_kept_either()
    {
        await using var app = await TestApp.StartAsync(options => options.ErrorPath = "/oops");

        var answer = await app.NewBrowser().GetAsync(CallbackPath);

        Assert.StartsWith("/oops", answer.Location, StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
    }
}
