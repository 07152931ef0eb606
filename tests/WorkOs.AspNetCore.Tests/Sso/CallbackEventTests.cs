using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sso;

[Trait("Room", "Sso")]
public sealed class CallbackEventTests
{
    [Fact]
    public async Task One_backchannel_call_with_the_code_and_the_verifier_of_the_challenge()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        await browser.ReturnAsync(start, "code-1");

        var request = Assert.Single(app.WorkOs.Requests);
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("https://api.workos.com/sso/token", request.Url.ToString());
        Assert.Equal("application/json", request.ContentType);
        Assert.Equal(TestApp.ClientId, request.Field("client_id"));
        Assert.Equal(Secrets.ApiKey, request.Field("client_secret"));
        Assert.Equal("authorization_code", request.Field("grant_type"));
        Assert.Equal("code-1", request.Field("code"));
        Assert.Equal(start.Query("code_challenge"), Pkce.ChallengeOf(request.Field("code_verifier")!));
        Assert.Null(request.Authorization);
    }

    [Fact]
    public async Task A_person_whom_the_app_refuses_while_the_ticket_is_made_is_not_signed_in()
    {
        await using var app = await TestApp.StartAsync(options => options.Events.OnCreatingTicket = context =>
        {
            Assert.Equal(Profiles.Id, context.User.GetProperty("id").GetString());
            context.Fail("Ada has no licence.");
            return Task.CompletedTask;
        });

        await AssertRefusedAsync(app, "sign_in_rejected", 403);
    }

    [Fact]
    public async Task A_person_whom_the_app_refuses_when_the_ticket_is_received_is_not_signed_in()
    {
        await using var app = await TestApp.StartAsync(options => options.Events.OnTicketReceived = context =>
        {
            context.Fail("Ada has no licence.");
            return Task.CompletedTask;
        });

        await AssertRefusedAsync(app, "sign_in_rejected", 403);
    }

    [Theory]
    [InlineData("creating")]
    [InlineData("received")]
    public async Task An_event_handler_that_throws_is_a_failure_with_its_exception_in_the_log(string where)
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            Task Throw() => throw new InvalidOperationException("The licence server is down.");
            _ = where == "creating" ? options.Events.OnCreatingTicket = _ => Throw() : null;
            _ = where == "received" ? options.Events.OnTicketReceived = _ => Throw() : null;
        });

        await AssertRefusedAsync(app, "sign_in_failed", 503);
        Assert.IsType<InvalidOperationException>(Assert.Single(app.Logs.Failures).Exception);
    }

    [Fact]
    public async Task An_event_handler_may_add_claims()
    {
        await using var app = await TestApp.StartAsync(options => options.Events.OnCreatingTicket = context =>
        {
            context.Identity!.RemoveClaim(context.Identity.FindFirst(ClaimTypes.NameIdentifier));
            context.Identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, "local-7"));
            return Task.CompletedTask;
        });
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal("local-7", await browser.WhoAsync());
    }

    [Fact]
    public async Task An_app_may_take_over_when_the_ticket_is_received()
    {
        await using var app = await TestApp.StartAsync(options => options.Events.OnTicketReceived = context =>
        {
            context.HandleResponse();
            context.Response.Redirect("/choose-account");
            return Task.CompletedTask;
        });
        var browser = app.NewBrowser();

        Assert.Equal("/choose-account", (await browser.SignInAsync()).Location);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task An_app_may_pass_the_received_ticket_on_to_an_endpoint_of_its_own()
    {
        await using var app = await TestApp.StartAsync(options => options.Events.OnTicketReceived = context =>
        {
            context.SkipHandler();
            return Task.CompletedTask;
        });
        var browser = app.NewBrowser();

        Assert.Equal(404, (int)(await browser.ReturnAsync(await browser.StartAsync())).Status);
    }

    [Fact]
    public async Task An_app_sees_every_failure_first_and_may_answer_it()
    {
        WorkOsAuthenticationException? seen = null;
        await using var app = await TestApp.StartAsync(options => options.Events.OnRemoteFailure = context =>
        {
            seen = context.Failure as WorkOsAuthenticationException;
            context.HandleResponse();
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return Task.CompletedTask;
        });
        app.WorkOs.OnToken = static (_, _) =>
        {
            var response = StubWorkOs.Json("""{"error":"invalid_grant","error_description":"secret"}""", System.Net.HttpStatusCode.BadRequest);
            response.Headers.Add("X-Request-ID", "req-1");
            return Task.FromResult(response);
        };
        var browser = app.NewBrowser();
        var answer = await browser.ReturnAsync(await browser.StartAsync());

        Assert.Equal(418, (int)answer.Status);
        Assert.NotNull(seen);
        Assert.Equal("token_exchange_rejected", seen.Code);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, seen.StatusCode);
        Assert.Equal("invalid_grant", seen.WorkOsErrorCode);
        Assert.Equal("req-1", seen.RequestId);
        var line = Assert.Single(app.Logs.Failures);
        Assert.Equal(("BadRequest", "invalid_grant", "req-1"), (line["StatusCode"], line["WorkOsCode"], line["RequestId"]));
    }

    [Fact]
    public async Task An_app_may_pass_a_failed_callback_on_to_an_endpoint_of_its_own()
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Options = static options => options.Events.OnRemoteFailure = context =>
            {
                context.SkipHandler();
                return Task.CompletedTask;
            };
            settings.Pipeline = static app => app.MapWhenCallback("mine");
        });

        var answer = await app.NewBrowser().GetAsync(SignInSteps.CallbackPath);

        Assert.Equal("mine", answer.Body);
        Assert.Single(app.Logs.Failures);
    }

    [Theory]
    [InlineData("access_denied")]
    [InlineData("signin_consent_denied")]
    public async Task A_person_who_declines_goes_to_the_page_of_the_app_for_it(string error)
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.AccessDeniedPath = "/declined";
            options.PublicOrigin = new Uri("https://public.example.com");
        });
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        var answer = await browser.GetAsync($"{SignInSteps.CallbackPath}?error={error}&state={Uri.EscapeDataString(start.Query("state")!)}");

        Assert.Equal("/declined?ReturnUrl=%2Fsecret", answer.Location);
        var line = Assert.Single(app.Logs.Failures);
        Assert.Equal((error, LogLevel.Warning), (line["Code"], line.Level));
    }

    [Theory]
    [InlineData(false, "mine")]
    [InlineData(true, "passed on")]
    public async Task A_person_who_declines_is_reported_also_where_the_app_answers_itself(bool skips, string body)
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Options = options => options.Events.OnAccessDenied = async context =>
            {
                if (skips)
                {
                    context.SkipHandler();
                }
                else
                {
                    await context.Response.WriteAsync("mine");
                    context.HandleResponse();
                }
            };
            settings.Pipeline = static app => app.MapWhenCallback("passed on");
        });
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();

        var answer = await browser.GetAsync($"{SignInSteps.CallbackPath}?error=access_denied&state={Uri.EscapeDataString(start.Query("state")!)}");

        Assert.Equal(body, answer.Body);
        Assert.Equal("access_denied", Assert.Single(app.Logs.Failures)["Code"]);
    }

    [Fact]
    public async Task Tokens_are_not_kept_unless_the_app_asks_for_them()
    {
        await using var app = await TestApp.StartAsync();

        Assert.Empty(await TokensAsync(app));
    }

    [Fact]
    public async Task Tokens_are_kept_where_the_app_asks_for_them()
    {
        await using var app = await TestApp.StartAsync(options => options.SaveTokens = true);
        var expires = (app.Clock.GetUtcNow() + TimeSpan.FromSeconds(600)).ToString("o");

        Assert.Equal(
            [("access_token", Secrets.AccessToken), ("token_type", "Bearer"), ("expires_at", expires)],
            (await TokensAsync(app)).Select(token => (token.Name, token.Value)));
    }

    [Fact]
    public async Task A_callback_that_arrives_twice_at_once_sends_the_code_once()
    {
        await using var app = await TestApp.StartAsync();
        var arrived = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        app.WorkOs.OnToken = async (_, _) =>
        {
            arrived.SetResult();
            await go.Task;
            return app.WorkOs.TokenResponse();
        };
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        var code = SignInSteps.NextCode();

        var first = browser.ReturnAsync(start, code);
        await arrived.Task;
        var second = await browser.ReturnAsync(start, code);
        go.SetResult();

        Assert.True(second.GoesToWorkOs);
        Assert.Equal("/secret", (await first).Location);
        Assert.Single(app.WorkOs.TokenRequests);
    }

    [Fact]
    public async Task A_browser_that_goes_away_ends_the_exchange_without_a_failure()
    {
        await using var app = await TestApp.StartAsync();
        using var gone = new CancellationTokenSource();
        app.WorkOs.OnToken = async (_, cancellationToken) =>
        {
            await gone.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("Nobody cancelled the exchange.");
        };
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();

        Assert.NotNull(await Record.ExceptionAsync(() =>
            browser.SendAsync(HttpMethod.Get, SignInSteps.CallbackOf(start), cancellationToken: gone.Token)));
        await WaitForAsync(() => app.Logs.Named("BrowserGone").Count > 0);

        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Nothing_of_the_flow_stays_in_the_session()
    {
        IReadOnlyList<string> items = [];
        await using var app = await TestApp.StartAsync(options => options.Events.OnTicketReceived = context =>
        {
            items = [.. context.Properties!.Items.Keys];
            return Task.CompletedTask;
        });
        app.Challenge = static () => new WorkOsChallengeProperties { Items = { ["app"] = "mine" }, LoginHint = Secrets.Email };
        await app.NewBrowser().SignInAsync("/challenge");

        Assert.Equal([".AuthScheme", "app"], items.Order(StringComparer.Ordinal));
    }

    private static async Task AssertRefusedAsync(TestApp app, string code, int status)
    {
        var browser = app.NewBrowser();
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/welcome", Connection = Profiles.Connection };
        var answer = await browser.ReturnAsync(await browser.StartAsync("/challenge"));

        Assert.Equal((code, status), (answer.FailureCode, (int)answer.Status));
        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Equal(code, Assert.Single(app.Logs.Failures)["Code"]);

        // The way on starts the same sign-in again, and it still leads to where the person wanted to go.
        var again = await browser.GetAsync(answer.NextLink!);
        Assert.True(again.GoesToWorkOs);
        Assert.Equal(Profiles.Connection, again.Query("connection"));
        Assert.Equal("/welcome", app.ReadState(again).RedirectUri);
    }

    private static async Task<IReadOnlyList<AuthenticationToken>> TokensAsync(TestApp app)
    {
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        var cookie = string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));
        var context = await app.Server.SendAsync(context =>
        {
            context.Request.Path = "/me";
            context.Request.Scheme = "https";
            context.Request.Headers.Cookie = cookie;
        });
        var session = context.Features.Get<IAuthenticateResultFeature>()!.AuthenticateResult!;
        return [.. session.Properties!.GetTokens()];
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var i = 0; i < 10_000 && !condition(); i++)
        {
            await Task.Yield();
        }
    }
}
