using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>Nothing in between may keep what the callback answers, whatever it is.</summary>
[Trait("Room", "Remote")]
public sealed class CallbackCachingTests
{
    private static readonly Dictionary<string, Func<Browser, Task<BrowserAnswer>>> Answers = new(StringComparer.Ordinal)
    {
        ["a sign-in"] = static async browser => await browser.ReturnAsync(await browser.StartAsync()),
        ["a failure on the built-in page"] = static browser => browser.GetAsync(CallbackPath),
        ["a failure as JSON"] = static browser => browser.GetAsync(CallbackPath, ("Accept", "application/json")),
        ["a wrong method"] = static browser => browser.PostAsync(CallbackPath),
        ["a tile"] = static browser => browser.GetAsync(CallbackPath + "?code=x"),
        ["a link to try again"] = static browser => browser.GetAsync(CallbackPath + "?retry=x"),
        ["a link to try again, by a script"] = static browser => browser.GetAsync(CallbackPath + "?retry=x", ("X-Requested-With", "XMLHttpRequest")),
        ["a lost cookie"] = static async browser =>
        {
            var start = await browser.StartAsync();
            browser.Forget(_ => true);
            return await browser.ReturnAsync(start);
        },
        ["a browser that is signed in already"] = static async browser =>
        {
            var start = await browser.StartAsync();
            await browser.ReturnAsync(start);
            return await browser.ReturnAsync(start);
        },
        ["an app that handles the failure"] = static browser => browser.GetAsync(CallbackPath + "?error=access_denied&handled=1"),
        ["an app that passes the request on"] = static browser => browser.GetAsync(CallbackPath + "?error=access_denied&skipped=1"),
    };

    public static TheoryData<string> Names => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_answer_of_the_callback_may_be_kept(string name)
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

        var answer = await Answers[name](app.NewBrowser());

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
