using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sessions;

/// <summary>What a script in a page of the app is told about the user.</summary>
[Trait("Room", "Sessions")]
public sealed class UserEndpointTests
{
    public static TheoryData<string, string, string?> AllowedClaims => new()
    {
        { "email", ClaimTypes.Email, $"[\"{Secrets.Email}\"]" },
        { "roles", ClaimTypes.Role, """["admin"]""" },
        { "groups", WorkOsClaimTypes.Group, """["Engineering","Analysts"]""" },
        { "picture", WorkOsClaimTypes.Picture, null },
        { "in another case", "Groups", null },
    };

    [Fact]
    public async Task It_is_told_name_and_organization_and_nothing_else()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var answer = await browser.FetchAsync(Scripts.User);

        Assert.Equal((HttpStatusCode.OK, "application/json; charset=utf-8"), (answer.Status, answer.Headers["Content-Type"]));
        var user = JsonNode.Parse(answer.Body)!.AsObject();
        Assert.Equal(["name", "organization", "expiresAt", "claims"], user.Select(property => property.Key));
        Assert.Equal(("Ada Lovelace", Profiles.Organization), ((string?)user["name"], (string?)user["organization"]));
        Assert.Empty(user["claims"]!.AsObject());
    }

    [Theory]
    [MemberData(nameof(AllowedClaims))]
    public async Task It_is_told_all_values_of_the_claims_that_the_app_allows(string name, string type, string? values)
    {
        await using var app = await StartAsync(options => options.Claims.Add(name, type));
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        var claims = JsonNode.Parse((await browser.FetchAsync(Scripts.User)).Body)!["claims"]!.AsObject();

        Assert.Equal(values, claims[name]?.ToJsonString());
        Assert.Equal(values is null ? 0 : 1, claims.Count);
    }

    [Fact]
    public async Task It_is_told_when_the_session_expires()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync();
        var signedIn = app.Clock.GetUtcNow();

        app.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(signedIn + TimeSpan.FromDays(14), ExpiryIn(await browser.FetchAsync(Scripts.User)));
    }

    [Fact]
    public async Task Without_a_session_it_is_told_where_to_sign_in_and_is_not_redirected()
    {
        await using var app = await StartAsync();

        var answer = await app.NewBrowser().FetchAsync(Scripts.User);

        Assert.Equal((HttpStatusCode.Unauthorized, null), (answer.Status, answer.Location));
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal("/auth/sign-in", answer.TextOf("signInUrl"));
        Assert.Empty(answer.SetCookies);
        Assert.Empty(app.WorkOs.Requests);
    }

    [Theory]
    [InlineData("/account/auth/user", "/account/auth/sign-in")]
    [InlineData("/account/auth/user/", "/account/auth/sign-in")]
    [InlineData("/ACCOUNT/Auth/User", "/ACCOUNT/Auth/sign-in")]
    [InlineData("/base/account/auth/user", "/base/account/auth/sign-in")]
    [InlineData("/base/b%C3%BCro/auth/user", "/base/b%C3%BCro/auth/sign-in")]
    public async Task The_address_to_sign_in_is_that_of_the_same_group(string url, string signInUrl)
    {
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = static app =>
        {
            app.UsePathBase("/base");
            app.UseRouting();
            app.MapGroup("/account").MapWorkOsUser();
            app.MapGroup("/büro").MapWorkOsUser();
        });

        Assert.Equal(signInUrl, (await app.NewBrowser().FetchAsync(url)).TextOf("signInUrl"));
    }

    [Fact]
    public async Task Endpoints_say_what_they_are_in_traces()
    {
        var seen = new List<string?>();
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = app =>
        {
            app.Use((context, next) =>
            {
                seen.Add(context.GetEndpoint()?.DisplayName);
                return next(context);
            });
            app.MapWorkOsUser();
        });

        await app.NewBrowser().FetchAsync(Scripts.User);
        await app.NewBrowser().FetchAsync(Scripts.Antiforgery);

        Assert.Equal(["WorkOS user", "WorkOS antiforgery"], seen);
    }

    [Theory]
    [InlineData("signed in")]
    [InlineData("nobody")]
    public async Task No_cache_keeps_the_answer(string who)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        if (who == "signed in")
        {
            await browser.SignInAsync();
        }

        var headers = (await browser.FetchAsync(Scripts.User)).Headers;

        Assert.Equal(("no-store", "Cookie"), (headers["Cache-Control"], headers["Vary"]));
        Assert.Equal(("nosniff", "same-origin"), (headers["X-Content-Type-Options"], headers["Cross-Origin-Resource-Policy"]));
    }

    [Fact]
    public async Task A_user_of_another_sign_in_of_the_app_is_told_like_any_other()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = static app =>
        {
            app.MapWorkOsUser(options => options.Claims.Add("sub", "sub"));
            app.MapGet("/password", (HttpContext context) => context.SignInAsync(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "1"), new Claim("SUB", "2"), new Claim("ORG_ID", "org_x")], "password"))));
        });
        var browser = app.NewBrowser();
        await browser.GetAsync("/password");

        var user = JsonNode.Parse((await browser.FetchAsync(Scripts.User)).Body)!.AsObject();

        Assert.Equal("""["1"]""", user["claims"]!["sub"]!.ToJsonString());
        Assert.Null(user["name"]);
        Assert.Null(user["organization"]);
    }

    [Fact]
    public async Task One_identity_of_several_is_enough()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = static app =>
        {
            app.MapWorkOsUser();
            app.MapGet("/in", (HttpContext context) => context.SignInAsync(new ClaimsPrincipal([new ClaimsIdentity("password"), new ClaimsIdentity()])));
        });
        var browser = app.NewBrowser();
        await browser.GetAsync("/in");

        Assert.Equal(HttpStatusCode.OK, (await browser.FetchAsync(Scripts.User)).Status);
    }

    [Theory]
    [InlineData("", ClaimTypes.Email)]
    [InlineData("email", " ")]
    public async Task A_claim_without_name_or_type_is_the_apps_mistake(string name, string type)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(options => options.Claims.Add(name, type)));

        Assert.Contains("MapWorkOsUser", exception.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset? ExpiryIn(BrowserAnswer answer) => (DateTimeOffset?)JsonNode.Parse(answer.Body)!["expiresAt"];

    private static Task<TestApp> StartAsync(Action<WorkOsUserEndpointOptions>? options = null) =>
        TestApp.StartAsync(settings => settings.Pipeline = app => app.MapWorkOsUser(options));
}
