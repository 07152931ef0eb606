using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>The endpoints for sign-in and sign-out, where nobody attacks them.</summary>
[Trait("Room", "Remote")]
public sealed class EndpointTests
{
    private const string SignOut = "/auth/sign-out";
    private const string Token = "__RequestVerificationToken";

    [Fact]
    public async Task The_endpoints_are_listed_under_the_name_of_their_scheme()
    {
        await using var app = await TestApp.StartAsync();

        Assert.Equal(
            ["WorkOS /sign-in", "WorkOS /sign-in, other methods", "WorkOS /sign-out", "WorkOS /sign-out, other methods"],
            app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.DisplayName)
                .Where(name => name?.StartsWith("WorkOS", StringComparison.Ordinal) == true).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/signin-workos", true, true)]
    [InlineData("/SIGNIN-workos", true, true)]
    [InlineData("/signin-workos/more", true, false)]
    [InlineData("/", true, false)]
    [InlineData("/signin-workos", false, false)]
    [InlineData("/", false, false)]
    public async Task A_scheme_handles_requests_to_its_callback_path_unless_it_is_switched_off(string path, bool isEnabled, bool handles)
    {
        await using var app = await TestApp.StartAsync(options => options.Enabled = isEnabled);
        await using var scope = app.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Request = { Path = path } };
        var handler = await scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>().GetHandlerAsync(context, "WorkOS");

        Assert.Equal(handles, await Assert.IsType<WorkOsHandler>(handler).ShouldHandleRequestAsync());
    }

    [Fact]
    public async Task A_token_in_a_header_signs_out_without_a_form()
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        var token = (await browser.GetAsync("/form")).Body;

        var answer = await browser.SendAsync(HttpMethod.Post, SignOut + "?returnUrl=/goodbye", headers: [("RequestVerificationToken", token)]);

        Assert.Equal("/goodbye", answer.Location);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task An_antiforgery_of_the_app_that_throws_refuses_a_sign_out()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Services = static (services, options) =>
        {
            services.AddWorkOs(options);
            services.AddSingleton<IAntiforgery, StrictAntiforgery>();
        });
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal("antiforgery_failed", (await browser.PostAsync(SignOut, (Token, "x"))).FailureCode);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Theory]
    [InlineData("", null, 0)]
    [InlineData("?returnUrl=", null, 0)]
    [InlineData("", "", 0)]
    [InlineData("", "/goodbye", 0)]
    [InlineData("?returnUrl=//evil.example", null, 1)]
    [InlineData("", "//evil.example", 1)]
    public async Task A_return_URL_of_a_sign_out_is_logged_only_where_one_was_refused(string query, string? field, int lines)
    {
        await using var app = await TestApp.StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync("/auth/sign-in");
        var token = (Token, (await browser.GetAsync("/form")).Body);

        var answer = await (field is null ? browser.PostAsync(SignOut + query, token) : browser.PostAsync(SignOut + query, token, ("returnUrl", field)));

        Assert.Equal(field is "/goodbye" ? field : "/", answer.Location);
        Assert.Equal(lines, app.Logs.Named("ReturnUrlRefused").Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(WorkOsDefaults.AuthenticationScheme)]
    public async Task A_sign_out_ends_the_session_once_whatever_the_default_scheme_for_it(string? defaultScheme)
    {
        var ended = 0;
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.WorkOs.Profile.With("connection_type", "GenericOIDC");
            settings.Services = (services, options) =>
            {
                services.AddWorkOs(options);
                services.Configure<AuthenticationOptions>(authentication => authentication.DefaultSignOutScheme = defaultScheme);
                services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.Events.OnSigningOut = _ =>
                {
                    ended++;
                    return Task.CompletedTask;
                });
            };
        });
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        await browser.PostAsync(SignOut, (Token, (await browser.GetAsync("/form")).Body));

        Assert.Equal(1, ended);
        Assert.Equal(2, app.WorkOs.Requests.Count);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_scheme_that_is_switched_off_asks_WorkOS_for_nothing_at_a_sign_out(bool isEnabled, int requests)
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Options = options => options.Enabled = isEnabled;
            settings.Pipeline = static app => app.MapGet("/earlier-session", static (HttpContext context) => context.SignInAsync(
                CookieAuthenticationDefaults.AuthenticationScheme,
                new ClaimsPrincipal(new ClaimsIdentity(
                    [new(ClaimTypes.NameIdentifier, Profiles.Id), new(WorkOsClaimTypes.ConnectionType, "GenericOIDC")], WorkOsDefaults.AuthenticationScheme)),
                new AuthenticationProperties { Items = { [".AuthScheme"] = WorkOsDefaults.AuthenticationScheme } }));
        });
        var browser = app.NewBrowser();
        await browser.GetAsync("/earlier-session");

        var answer = await browser.PostAsync(SignOut, (Token, (await browser.GetAsync("/form")).Body), ("returnUrl", "/goodbye"));

        Assert.Equal("/goodbye", answer.Location);
        Assert.Equal(requests, app.WorkOs.Requests.Count);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task The_event_for_sign_out_has_the_properties_of_the_app_and_its_answer_is_not_stored()
    {
        string? seen = null;
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Options = options => options.Events.OnRedirectToSignOut = context =>
            {
                seen = context.Properties.Items["app"];
                context.Response.Redirect(context.RedirectUri);
                return Task.CompletedTask;
            };
            settings.Pipeline = static app => app.MapGet("/leave", static (HttpContext context) => context.SignOutAsync(
                WorkOsDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = "/goodbye", Items = { ["app"] = "mine" } }));
        });

        var answer = await app.NewBrowser().GetAsync("/leave");

        Assert.Equal(("mine", "/goodbye"), (seen, answer.Location));
        Assert.Contains("no-store", answer.Headers.GetValueOrDefault("Cache-Control"), StringComparison.Ordinal);
    }

    private sealed class StrictAntiforgery : IAntiforgery
    {
        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => throw new NotSupportedException();

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => throw new NotSupportedException();

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => throw new AntiforgeryValidationException("The form is not of this site.");

        public void SetCookieTokenAndHeader(HttpContext httpContext) => throw new NotSupportedException();

        public Task ValidateRequestAsync(HttpContext httpContext) => throw new NotSupportedException();
    }
}
