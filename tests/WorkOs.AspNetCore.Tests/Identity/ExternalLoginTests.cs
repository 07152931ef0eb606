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

/// <summary>WorkOS as an external login of ASP.NET Core Identity, through the pages of docs/identity.md.</summary>
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
    public async Task A_login_that_is_tried_again_ends_too()
    {
        using var browser = NewBrowser();
        var email = _workos.People[0].Email;
        var login = await browser.GetAsync((await browser.GetAsync("/secret")).Location!);
        var toWorkOs = await browser.SubmitAsync(login, ("email", email));
        _workos.FailNext(WorkOsSandboxEndpoints.SsoToken, 503);
        var failed = await ComeBackAsync(browser, toWorkOs, email);

        var back = await ComeBackAsync(browser, await browser.GetAsync(failed.NextLink!), email);

        Assert.Equal("token_exchange_unavailable", failed.FailureCode);
        Assert.Equal("/secret", (await browser.GetAsync(back.Location!)).Location);
        Assert.Single(_users.Logins);
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

        // snippet: docs/identity.md
        builder.Services.AddAuthentication().AddWorkOs(options => options.SignInPath = "/Account/Login");
        // end
    }

    private Browser NewBrowser() => new(_app.GetTestServer().CreateHandler(), TimeProvider.System, new Uri("http://localhost"));

    private async Task SignInAsync(Browser browser, string email)
    {
        var login = await browser.GetAsync((await browser.GetAsync("/secret")).Location!);
        var toWorkOs = await browser.SubmitAsync(login, ("email", email));
        var back = await ComeBackAsync(browser, toWorkOs, email);
        Assert.StartsWith("/Account/ExternalLogin", back.Location, StringComparison.Ordinal);
        Assert.Equal("/secret", (await browser.GetAsync(back.Location!)).Location);
    }

    private async Task<BrowserAnswer> ComeBackAsync(Browser browser, BrowserAnswer authorize, string email)
    {
        var callback = await _workos.CompleteSignInAsync(new Uri(authorize.Location!), email);
        return await browser.GetAsync(callback.PathAndQuery);
    }
}
