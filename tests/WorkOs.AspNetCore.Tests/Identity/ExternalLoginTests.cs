using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Identity;

/// <summary>WorkOS as an external login of ASP.NET Core Identity.</summary>
public sealed class ExternalLoginTests
{
    [Fact]
    public async Task The_sign_in_manager_finds_provider_key_and_email()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();

        var answer = await browser.ReturnAsync(await browser.StartAsync("/external"));
        Assert.Equal("/external-callback", answer.Location);
        var info = await browser.GetAsync(answer.Location!);

        Assert.Equal($"WorkOS|{Profiles.Id}|{Secrets.Email}|WorkOS", info.Body);
    }

    [Fact]
    public async Task A_person_who_was_linked_once_is_signed_in_the_next_time()
    {
        await using var app = await StartAsync();
        var first = app.NewBrowser();
        await first.GetAsync((await first.ReturnAsync(await first.StartAsync("/external"))).Location!);
        Assert.Equal("linked", (await first.GetAsync("/link")).Body);

        var second = app.NewBrowser();
        await second.GetAsync((await second.ReturnAsync(await second.StartAsync("/external"))).Location!);

        Assert.Equal("Succeeded", (await second.GetAsync("/external-sign-in")).Body);
        Assert.Equal("ada", (await second.GetAsync("/who")).Body);
    }

    [Fact]
    public async Task Sign_out_ends_the_session_of_the_application()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        await browser.GetAsync((await browser.ReturnAsync(await browser.StartAsync("/external"))).Location!);
        await browser.GetAsync("/link");
        await browser.GetAsync("/external-sign-in");

        await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body));

        Assert.Equal("nobody", (await browser.GetAsync("/who")).Body);
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(settings =>
    {
        settings.Services = static (services, options) =>
        {
            services.AddHttpContextAccessor();
            services.AddSingleton<MemoryUserStore>().AddSingleton<IUserStore<IdentityUser>>(provider => provider.GetRequiredService<MemoryUserStore>());
            services.AddIdentityCore<IdentityUser>().AddSignInManager();
            var authentication = services.AddAuthentication(defaults =>
            {
                defaults.DefaultScheme = IdentityConstants.ApplicationScheme;
                defaults.DefaultSignInScheme = IdentityConstants.ExternalScheme;
            });
            authentication.AddIdentityCookies();
            authentication.AddWorkOs(options);
        };
        settings.Pipeline = static app =>
        {
            app.MapGet("/external", (HttpContext context, SignInManager<IdentityUser> manager) =>
                context.ChallengeAsync("WorkOS", manager.ConfigureExternalAuthenticationProperties("WorkOS", "/external-callback")));
            app.MapGet("/external-callback", async (SignInManager<IdentityUser> manager) =>
                await manager.GetExternalLoginInfoAsync() is { } info
                    ? $"{info.LoginProvider}|{info.ProviderKey}|{info.Principal.FindFirstValue(ClaimTypes.Email)}|{info.ProviderDisplayName}"
                    : "none");
            app.MapGet("/link", LinkAsync);
            app.MapGet("/external-sign-in", async (SignInManager<IdentityUser> manager) =>
            {
                var info = await manager.GetExternalLoginInfoAsync();
                return (await manager.ExternalLoginSignInAsync(info!.LoginProvider, info.ProviderKey, isPersistent: false)).ToString();
            });
            app.MapGet("/who", (ClaimsPrincipal user) => user.Identity?.Name ?? "nobody");
        };
    });

    private static async Task<string> LinkAsync(SignInManager<IdentityUser> manager, UserManager<IdentityUser> users)
    {
        var info = await manager.GetExternalLoginInfoAsync();
        var user = new IdentityUser("ada");
        var created = await users.CreateAsync(user);
        var linked = await users.AddLoginAsync(user, info!);
        return created.Succeeded && linked.Succeeded ? "linked" : "failed";
    }
}
