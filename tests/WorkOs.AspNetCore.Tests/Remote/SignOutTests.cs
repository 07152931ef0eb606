using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Remote;

[Trait("Room", "Remote")]
public sealed class SignOutTests
{
    private const string Token = "__RequestVerificationToken";

    [Theory]
    [InlineData(null, "/")]
    [InlineData("/goodbye", "/goodbye")]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task The_session_ends_and_the_person_goes_where_they_may(string? returnUrl, string location)
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var answer = await SignOutAsync(browser, returnUrl);

        Assert.Equal(location, answer.Location);
        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Single(app.WorkOs.Requests);
    }

    [Theory]
    [InlineData("GenericOIDC", true)]
    [InlineData("OktaSAML", false)]
    [InlineData("genericoidc", false)]
    [InlineData(null, false)]
    public async Task The_session_at_the_identity_provider_is_ended_where_WorkOS_can(string? connectionType, bool asked)
    {
        await using var app = await StartAsync(connectionType);
        app.WorkOs.OnOther = static (_, _) => Task.FromResult(StubWorkOs.Json("""{"logout_url":"https://api.workos.com/sso/logout?token=t","logout_token":"t"}"""));
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var answer = await SignOutAsync(browser, "/goodbye");

        Assert.Equal(asked ? "https://api.workos.com/sso/logout?token=t" : "/goodbye", answer.Location);
        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Equal(asked ? 2 : 1, app.WorkOs.Requests.Count);
        if (asked)
        {
            var request = app.WorkOs.Requests[1];
            Assert.Equal("https://api.workos.com/sso/logout/authorize", request.Url.ToString());
            Assert.Equal("Bearer " + Secrets.ApiKey, request.Authorization);
            Assert.Equal(Profiles.Id, request.Field("profile_id"));
        }
    }

    [Fact]
    public async Task An_app_may_leave_the_session_at_the_identity_provider_alone()
    {
        await using var app = await StartAsync("GenericOIDC", options => options.SingleLogout = false);
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal("/goodbye", (await SignOutAsync(browser, "/goodbye")).Location);
        Assert.Single(app.WorkOs.Requests);
    }

    [Theory]
    [InlineData("down")]
    [InlineData("reset")]
    [InlineData("400")]
    [InlineData("500")]
    [InlineData("html")]
    [InlineData("empty")]
    [InlineData("a fault of the app's own handler")]
    public async Task Trouble_with_WorkOS_does_not_keep_a_person_signed_in(string trouble)
    {
        await using var app = await StartAsync("GenericOIDC");
        app.WorkOs.OnOther = (_, _) => trouble switch
        {
            "down" => throw new HttpRequestException(HttpRequestError.ConnectionError),
            "reset" => throw new IOException("reset"),
            "400" => Task.FromResult(StubWorkOs.Json("""{"code":"connection_invalid","message":"Only GenericOIDC."}""", HttpStatusCode.BadRequest)),
            "500" => Task.FromResult(StubWorkOs.Html("<p>oops</p>", HttpStatusCode.InternalServerError)),
            "html" => Task.FromResult(StubWorkOs.Html("<p>oops</p>")),
            "empty" => Task.FromResult(StubWorkOs.Json("{}")),
            _ => throw new NotSupportedException("A circuit breaker is open."),
        };
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var answer = await SignOutAsync(browser, "/goodbye");

        Assert.Equal("/goodbye", answer.Location);
        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Single(app.Logs.Named("SingleLogoutFailed"));
    }

    [Fact]
    public async Task A_WorkOS_that_does_not_answer_holds_nobody_longer_than_three_seconds()
    {
        await using var app = await StartAsync("GenericOIDC");
        var asked = new TaskCompletionSource();
        app.WorkOs.OnOther = async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("Nobody lost patience.");
        };
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var signOut = SignOutAsync(browser, "/goodbye");
        await asked.Task;
        app.Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(signOut.IsCompleted);
        app.Clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal("/goodbye", (await signOut).Location);
        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.Contains("failed on the way: Timeout", Assert.Single(app.Logs.Named("SingleLogoutFailed")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://idp.example/logout?token=t")]
    [InlineData("https://api.workos.com/sso/logout?token=t")]
    public async Task A_logout_address_of_WorkOS_or_of_the_identity_provider_is_followed_over_https(string address)
    {
        await using var app = await StartAsync("GenericOIDC");
        app.WorkOs.OnOther = (_, _) => Task.FromResult(StubWorkOs.Json($$"""{"logout_url":"{{address}}"}"""));
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal(address, (await SignOutAsync(browser, "/goodbye")).Location);
    }

    [Theory]
    [InlineData("\"javascript:alert(1)\"")]
    [InlineData("\"http://evil.example/logout\"")]
    [InlineData("\"//evil.example\"")]
    [InlineData("\"/logout\"")]
    [InlineData("\"https://user@evil.example/logout\"")]
    [InlineData("\"https://api.workos.com@evil.example/logout\"")]
    [InlineData("\"data:text/html,x\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("7")]
    public async Task A_hostile_logout_address_is_not_followed(string address)
    {
        await using var app = await StartAsync("GenericOIDC");
        app.WorkOs.OnOther = (_, _) => Task.FromResult(StubWorkOs.Json("{\"logout_url\":" + address + "}"));
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal("/goodbye", (await SignOutAsync(browser, "/goodbye")).Location);
        Assert.Single(app.Logs.Named("SingleLogoutFailed"));
    }

    [Fact]
    public async Task A_form_of_another_person_does_not_sign_out()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var other = app.NewBrowser();
        await browser.SignInAsync();
        await other.SignInAsync();
        var foreign = await other.GetAsync("/form");
        await browser.GetAsync("/form");

        var answer = await browser.PostAsync("/auth/sign-out", (Token, foreign.Body));

        Assert.Equal(("antiforgery_failed", 400), (answer.FailureCode, (int)answer.Status));
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_form_from_before_the_sign_in_does_not_sign_out()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        var stale = await browser.GetAsync("/form");
        await browser.SignInAsync();

        Assert.Equal("antiforgery_failed", (await browser.PostAsync("/auth/sign-out", (Token, stale.Body))).FailureCode);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_stale_form_of_somebody_who_has_signed_out_already_leads_home()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        var form = await browser.GetAsync("/form");
        await browser.PostAsync("/auth/sign-out", (Token, form.Body));

        var again = await browser.PostAsync("/auth/sign-out", (Token, form.Body));

        Assert.Equal("/", again.Location);
        Assert.Empty(app.Logs.Failures);
    }

    [Fact]
    public async Task An_app_that_signs_out_by_itself_ends_the_session_and_keeps_its_answer()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = static app => app.MapPost("/leave", async context =>
        {
            await context.SignOutAsync(WorkOsDefaults.AuthenticationScheme);
            await context.Response.WriteAsync("bye");
        }));
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal("bye", (await browser.PostAsync("/leave")).Body);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task An_app_with_its_own_cookie_scheme_needs_nothing_else_for_the_endpoints()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Services = static (services, options) =>
            services.AddAuthentication("mine").AddCookie("mine").AddWorkOs(options));
        app.Challenge = static () => new WorkOsChallengeProperties();
        var browser = app.NewBrowser();
        await browser.SignInAsync("/challenge");
        Assert.Equal(Profiles.Id, await browser.WhoAsync());

        await SignOutAsync(browser, "/goodbye");

        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task With_an_external_cookie_as_in_Identity_the_session_of_the_app_ends()
    {
        // The defaults that AddIdentity sets: people are authenticated by one cookie, remote schemes sign in to another.
        await using var app = await TestApp.StartAsync(settings => settings.Services = static (services, options) =>
            services.AddAuthentication(authentication =>
            {
                authentication.DefaultScheme = "Identity.Application";
                authentication.DefaultSignInScheme = "Identity.External";
            }).AddCookie("Identity.Application").AddCookie("Identity.External").AddWorkOs(options));
        app.Challenge = static () => new WorkOsChallengeProperties();
        var browser = app.NewBrowser();
        await browser.SignInAsync("/challenge");
        await browser.GetAsync("/adopt");
        Assert.Equal(Profiles.Id, await browser.WhoAsync());

        await SignOutAsync(browser, "/goodbye");

        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name.Contains("Identity", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/goodbye", "/goodbye")]
    [InlineData("https://docs.example.com/a", "https://docs.example.com/a")]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task A_scheme_that_is_not_ours_gets_a_return_url_that_was_checked(string returnUrl, string location)
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Options = static options => options.AllowedReturnOrigins.Add("https://docs.example.com");
            settings.Services = static (services, options) =>
                services.AddWorkOs(options).AddScheme<AuthenticationSchemeOptions, OtherProvider>("Other", configureOptions: null);
            settings.Pipeline = static app => app.MapGet("/other", (HttpContext context) => context.SignInAsync(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "other")], "Other")),
                new AuthenticationProperties { Items = { [".AuthScheme"] = "Other" } }));
        });
        var browser = app.NewBrowser();
        await browser.GetAsync("/other");

        Assert.Equal(location, (await SignOutAsync(browser, returnUrl)).Location);
    }

    private sealed class OtherProvider(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : SignOutAuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

        protected override Task HandleSignOutAsync(AuthenticationProperties? properties)
        {
            Response.Redirect(properties!.RedirectUri!);
            return Task.CompletedTask;
        }
    }

    private static Task<TestApp> StartAsync(string? connectionType, Action<WorkOsOptions>? options = null) => TestApp.StartAsync(settings =>
    {
        settings.WorkOs.Profile = Profiles.Ada().With("connection_type", connectionType);
        settings.Options = options;
    });

    private static async Task<BrowserAnswer> SignOutAsync(Browser browser, string? returnUrl)
    {
        var form = await browser.GetAsync("/form");
        return returnUrl is null
            ? await browser.PostAsync("/auth/sign-out", (Token, form.Body))
            : await browser.PostAsync("/auth/sign-out", (Token, form.Body), ("returnUrl", returnUrl));
    }
}
