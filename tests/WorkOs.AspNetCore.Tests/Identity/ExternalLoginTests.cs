using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Docs;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Identity;

/// <summary>WorkOS as an external login of ASP.NET Core Identity, in an app with pages of its own. The app of docs/identity.md is in <c>WorkOs.AspNetCore.FirstHourTests</c>.</summary>
[Trait("Room", "FrontDoor")]
public sealed class ExternalLoginTests : IAsyncLifetime
{
    private readonly UsersInMemory _users = new();
    private WorkOsSandbox _workos = null!;
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _workos = await WorkOsSandbox.StartAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ExternalLoginTests).Assembly.GetName().Name,
            EnvironmentName = "Production",
        });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Authentication:Schemes:WorkOS:ClientId"] = _workos.ClientId,
            ["Authentication:Schemes:WorkOS:ApiKey"] = _workos.ApiKey,
            ["Authentication:Schemes:WorkOS:BaseAddress"] = _workos.BaseAddress.AbsoluteUri,
        });
        AddServices(builder);
        _app = builder.Build();
        _app.MapRazorPages();
        _app.MapGet("/secret", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _workos.DisposeAsync();
        _users.Dispose();
    }

    [Fact]
    public async Task A_person_becomes_a_user_with_provider_key_and_email()
    {
        var person = _workos.People[0];
        using var browser = NewBrowser();

        await SignInAsync(browser, person.Email);

        var (user, login) = Assert.Single(_users.Logins);
        Assert.Equal(WorkOsDefaults.AuthenticationScheme, login.LoginProvider);
        Assert.Equal(person.ProfileId, login.ProviderKey);
        Assert.Equal(person.Email, user.Email);
        Assert.Equal(person.ProfileId, (await browser.GetAsync("/secret")).Body);
    }

    [Fact]
    public async Task The_same_person_is_the_same_user_from_another_browser()
    {
        using var first = NewBrowser();
        using var second = NewBrowser();

        await SignInAsync(first, _workos.People[0].Email);
        await SignInAsync(second, _workos.People[0].Email);

        Assert.Single(_users.Users);
        Assert.Equal(_workos.People[0].ProfileId, (await second.GetAsync("/secret")).Body);
    }

    [Fact]
    public async Task A_tile_that_leads_to_the_sign_in_endpoint_ends_signed_in()
    {
        var person = _workos.People[0];
        _workos.IdpInitiated = WorkOsSandboxIdpInitiated.SignInEndpoint;
        _workos.SignInEndpoint = new Uri("http://localhost/Account/Login");
        using var browser = NewBrowser();

        var toWorkOs = await browser.GetAsync((await _workos.OpenApplicationAsync(person)).PathAndQuery);

        Assert.Equal(person.ConnectionId, toWorkOs.Query("connection"));
        Assert.Equal("/", await ReturnAsync(browser, toWorkOs, person.Email));
        Assert.Equal(person.ProfileId, (await browser.GetAsync("/secret")).Body);
    }

    [Theory]
    [InlineData(WorkOsSandboxIdpInitiated.Code, "idp_initiated")]
    [InlineData(WorkOsSandboxIdpInitiated.Disabled, "idp_initiated_sso_disabled")]
    public async Task A_tile_that_leads_to_the_callback_ends_on_the_login_page_and_from_there_signed_in(WorkOsSandboxIdpInitiated mode, string code)
    {
        var person = _workos.People[0];
        _workos.IdpInitiated = mode;
        _workos.DefaultRedirectUri = new Uri("http://localhost/signin-workos");
        using var browser = NewBrowser();

        var back = await browser.GetAsync((await _workos.OpenApplicationAsync(person)).PathAndQuery);
        Assert.Equal($"/Account/Login?error={code}&ReturnUrl=%2F", back.Location);
        var login = await browser.GetAsync(back.Location!);
        Assert.Contains(code, login.Html.QuerySelector("[role=alert]")?.TextContent, StringComparison.Ordinal);

        Assert.Equal("/", await ReturnAsync(browser, await browser.SubmitAsync(login, ("email", person.Email)), person.Email));
        Assert.Equal(person.ProfileId, (await browser.GetAsync("/secret")).Body);
    }

    [Theory]
    [InlineData("connection_id=conn_acme&organization_id=org_acme", "connection", "conn_acme")]
    [InlineData("organization_id=org_acme", "organization", "org_acme")]
    public async Task A_link_to_the_login_page_may_name_the_connection_or_the_organization(string query, string parameter, string value)
    {
        using var browser = NewBrowser();

        var toWorkOs = await browser.GetAsync("/Account/Login?returnUrl=%2Fsecret&" + query);

        Assert.Equal(value, toWorkOs.Query(parameter));
        Assert.Equal("/secret", await ReturnAsync(browser, toWorkOs, _workos.People[0].Email));
    }

    [Fact]
    public async Task A_known_person_who_was_refused_first_ends_where_they_wanted_to_go()
    {
        var person = _workos.People[0];
        using var earlier = NewBrowser();
        await SignInAsync(earlier, person.Email);
        using var browser = NewBrowser();
        var login = await browser.GetAsync((await browser.GetAsync("/secret")).Location!);
        var toWorkOs = await browser.SubmitAsync(login, ("email", person.Email));
        _workos.FailNextAuthorize("access_denied");
        var refused = await browser.GetAsync((await _workos.CompleteSignInAsync(new Uri(toWorkOs.Location!), person.Email)).PathAndQuery);
        Assert.StartsWith("/Account/Login?error=access_denied", refused.Location, StringComparison.Ordinal);

        toWorkOs = await browser.SubmitAsync(await browser.GetAsync(refused.Location!), ("email", person.Email));
        var next = await ReturnAsync(browser, toWorkOs, person.Email);

        Assert.StartsWith("/Account/ExternalLogin", next, StringComparison.Ordinal);
        Assert.Equal("/secret", (await browser.GetAsync(next!)).Location);
    }

    [Fact]
    public async Task Whoever_opens_the_second_page_without_a_login_is_sent_to_the_first()
    {
        using var browser = NewBrowser();

        var answer = await browser.GetAsync("/Account/ExternalLogin?returnUrl=%2Fsecret");

        Assert.Equal("/Account/Login?returnUrl=%2Fsecret", answer.Location);
        Assert.Empty(_users.Users);
    }

    private void AddServices(WebApplicationBuilder builder)
    {
        builder.Services.AddRazorPages();
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<IUserStore<IdentityUser>>(_users);
        builder.Services.AddIdentityCore<IdentityUser>().AddSignInManager();
        builder.Services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = IdentityConstants.ApplicationScheme;
                options.DefaultSignInScheme = IdentityConstants.ExternalScheme;
            })
            .AddIdentityCookies();

        builder.Services.AddAuthentication().AddWorkOs(options =>
        {
            options.SignInPath = options.ErrorPath = "/Account/Login";
            options.IdpInitiated = WorkOsIdpInitiated.Reject;
        });
    }

    private Browser NewBrowser() => new(_app.GetTestServer().CreateHandler(), TimeProvider.System, new Uri("http://localhost"));

    private async Task SignInAsync(Browser browser, string email)
    {
        var login = await browser.GetAsync((await browser.GetAsync("/secret")).Location!);
        var toWorkOs = await browser.SubmitAsync(login, ("email", email));
        Assert.Equal("/secret", await ReturnAsync(browser, toWorkOs, email));
    }

    /// <summary>From WorkOS to the page that signs in to Identity; returns where that sends the person.</summary>
    private async Task<string?> ReturnAsync(Browser browser, BrowserAnswer toWorkOs, string email)
    {
        var callback = await _workos.CompleteSignInAsync(new Uri(toWorkOs.Location!), email);
        var back = await browser.GetAsync(callback.PathAndQuery);
        Assert.StartsWith("/Account/ExternalLogin", back.Location, StringComparison.Ordinal);
        return (await browser.GetAsync(back.Location!)).Location;
    }
}
