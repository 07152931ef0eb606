using System.Net;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A stranger who does nothing but send requests: what the operator sees of it, and what WorkOS does.</summary>
[Trait("Room", "Remote")]
public sealed class StrangerNoiseTests
{
    private const int Requests = 1000;

    [Theory]
    [InlineData(WorkOsIdpInitiated.Restart)]
    [InlineData(WorkOsIdpInitiated.Reject)]
    [InlineData(WorkOsIdpInitiated.RestartWithLookup)]
    public async Task A_thousand_hostile_requests_wake_nobody_and_cost_few_calls(WorkOsIdpInitiated mode)
    {
        await using var app = await TestApp.StartAsync(options => options.IdpInitiated = mode);
        app.WorkOs.OnToken = static (_, _) => Task.FromResult(
            StubWorkOs.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest));
        var stranger = app.NewBrowser();
        var states = new List<(BrowserAnswer Start, BrowserCookie Cookie)>();
        for (var i = 0; i < 10; i++)
        {
            states.Add((await stranger.StartAsync(), stranger.CorrelationCookies[0]));
            stranger.Forget(_ => true);
        }

        var retry = await RetryLinkOfAsync(app);
        for (var i = 0; i < Requests; i++)
        {
            var (start, cookie) = states[i / 10 % states.Count];
            var answer = await SendAsync(stranger, i, start, cookie, retry);
            Assert.InRange((int)answer.Status, 200, 502);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.Status);
        }

        var withoutState = mode == WorkOsIdpInitiated.RestartWithLookup ? RecoveryStep.LookUpsPerMinute : 0;
        Assert.Equal(states.Count + withoutState, app.WorkOs.Requests.Count);
        Assert.DoesNotContain(app.Logs.Entries, line => line.Level > LogLevel.Warning);
        Assert.Equal("nobody", await stranger.WhoAsync());
    }

    [Fact]
    public async Task A_person_signs_in_in_the_midst_of_it()
    {
        await using var app = await TestApp.StartAsync(options => options.IdpInitiated = WorkOsIdpInitiated.RestartWithLookup);
        var person = app.NewBrowser();
        var start = await person.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            await app.NewBrowser().GetAsync($"{CallbackPath}?code={NextCode()}&state=made-up");
            await app.NewBrowser().GetAsync($"{CallbackPath}?code={NextCode()}");
        }

        Assert.Equal("/secret", (await person.ReturnAsync(start)).Location);
        Assert.Equal(Profiles.Id, await person.WhoAsync());
    }

    private static async Task<BrowserAnswer> SendAsync(Browser stranger, int i, BrowserAnswer start, BrowserCookie cookie, string retry)
    {
        var state = Uri.EscapeDataString(start.Query("state")!);
        stranger.Forget(_ => true);
        switch (i % 10)
        {
            case 0:
                return await stranger.GetAsync($"{CallbackPath}?code={NextCode()}&state=made-up-{i}");
            case 1:
                stranger.Set(cookie.Name, cookie.Value);
                return await stranger.ReturnAsync(start);
            case 2:
                return await stranger.ReturnAsync(start);
            case 3:
                stranger.Set(cookie.Name, cookie.Value);
                return await stranger.GetAsync($"{CallbackPath}?error=server_error&error_description=e{i}&state={state}");
            case 4:
                return await stranger.GetAsync($"{CallbackPath}?error=invalid_client&error_description=e{i}");
            case 5:
                return await stranger.GetAsync(i % 20 == 5 ? retry : $"{CallbackPath}?retry={state}");
            case 6:
                return await stranger.SendAsync(HttpMethod.Post, $"{CallbackPath}?code=x&state={state}");
            case 7:
                return await stranger.GetAsync($"{CallbackPath}?code={NextCode()}");
            case 8:
                return await stranger.GetAsync($"{CallbackPath}?code=x&organization_id=org_{i}");
            default:
                return await stranger.GetAsync($"/auth/sign-in?organization_id={(i % 20 == 9 ? $"org_{i}" : "%3Cscript%3E")}&returnUrl=//evil.example");
        }
    }

    private static async Task<string> RetryLinkOfAsync(TestApp app)
    {
        var other = app.NewBrowser();
        var start = await other.StartAsync();
        return (await other.GetAsync($"{CallbackPath}?error=access_denied&state={Uri.EscapeDataString(start.Query("state")!)}")).NextLink!;
    }
}
