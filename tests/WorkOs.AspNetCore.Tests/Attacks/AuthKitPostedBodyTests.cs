using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Whatever is posted, in whatever content type and charset, to an app with AuthKit: an answer, and no exception.</summary>
[Trait("Room", "Remote")]
public sealed class AuthKitPostedBodyTests : AuthKitTestBase
{
    private const string SignOut = "/auth/sign-out";
    private const string Callback = "/signin-workos-authkit";

    [Fact]
    public async Task It_does_not_break_AuthKit()
    {
        var app = await StartAppAsync();
        var nobody = app.NewBrowser();
        var browser = await app.SignInAsync("ada@acme.com");
        await browser.GetAsync("/form");

        foreach (var name in PostedBody.ByName.Keys)
        {
            var answers = new[]
            {
                (await PostAsync(nobody, SignOut, name)).Location,
                (await PostAsync(nobody, Callback, name)).FailureCode,
                (await PostAsync(nobody, "/auth/webhooks", name)).Status.ToString(),
                (await PostAsync(browser, SignOut, name)).FailureCode,
                (await PostAsync(browser, Callback, name)).FailureCode,
            };
            Assert.Equal(
                $"{name}: /, method_not_allowed, BadRequest, antiforgery_failed, method_not_allowed", $"{name}: {string.Join(", ", answers)}");
        }

        Assert.Equal(Ada.UserId, await browser.WhoAsync());
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level > LogLevel.Warning);
    }

    private static Task<BrowserAnswer> PostAsync(Browser browser, string url, string name) =>
        browser.SendAsync(HttpMethod.Post, url, PostedBody.ByName[name].ToContent());
}
