using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Whatever is posted, in whatever content type and charset, to an app with single sign-on: an answer, and no exception.</summary>
[Trait("Room", "Remote")]
public sealed class PostedBodyTests(PostedBodyTests.Shared shared) : IClassFixture<PostedBodyTests.Shared>
{
    private const string SignOut = "/auth/sign-out";

    public static TheoryData<string> Names => [.. PostedBody.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_does_not_break_single_sign_on(string name)
    {
        var app = shared.ForNextRow();
        var browser = app.NewBrowser();

        Assert.Equal("/", (await PostAsync(browser, SignOut, name)).Location);
        AssertNotAllowed(await PostAsync(browser, CallbackPath, name));
        await browser.SignInAsync();
        await browser.GetAsync("/form");
        Assert.Equal("antiforgery_failed", (await PostAsync(browser, SignOut, name)).FailureCode);
        AssertNotAllowed(await PostAsync(browser, CallbackPath, name));

        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level > LogLevel.Warning);
    }

    [Theory]
    [InlineData("; charset=utf-8")]
    [InlineData("; charset=UTF-8")]
    [InlineData("")]
    public async Task A_form_of_a_page_still_signs_out(string charset)
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        var token = Uri.EscapeDataString((await browser.GetAsync("/form")).Body);
        var form = new PostedBody("a form", "application/x-www-form-urlencoded" + charset, $"__RequestVerificationToken={token}&returnUrl=/welcome");

        Assert.Equal("/welcome", (await browser.SendAsync(HttpMethod.Post, SignOut, form.ToContent())).Location);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task A_token_in_a_header_does_not_make_up_for_a_form_that_cannot_be_read()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        var token = (await browser.GetAsync("/form")).Body;

        var refused = await browser.SendAsync(
            HttpMethod.Post, SignOut, PostedBody.ByName["utf-7"].ToContent(), [("RequestVerificationToken", token)]);

        Assert.Equal("antiforgery_failed", refused.FailureCode);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    private static void AssertNotAllowed(BrowserAnswer answer)
    {
        Assert.Equal(405, (int)answer.Status);
        Assert.Equal("method_not_allowed", answer.FailureCode);
    }

    private static Task<BrowserAnswer> PostAsync(Browser browser, string url, string name) =>
        browser.SendAsync(HttpMethod.Post, url, PostedBody.ByName[name].ToContent());

    public sealed class Shared : SharedTestApp;
}
