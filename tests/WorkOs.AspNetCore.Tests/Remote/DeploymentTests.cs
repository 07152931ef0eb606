using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Docs;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>Proxies, path bases and several machines.</summary>
[Trait("Room", "Remote")]
public sealed class DeploymentTests
{
    private static readonly Uri Inside = new("http://10.0.0.7:8080");

    [Fact]
    public async Task The_public_origin_drives_the_redirect_uri_and_silences_the_warning()
    {
        await using var app = await TestApp.StartAsync(options => options.PublicOrigin = new Uri("https://app.example.com"));

        var url = await app.NewBrowser(Inside).GetAsync("/secret", ("X-Forwarded-Proto", "https"));

        Assert.Equal("https://app.example.com/signin-workos", url.Query("redirect_uri"));
        Assert.Empty(app.Logs.Named("ForwardedHeadersUnused"));
    }

    [Fact]
    public async Task Without_forwarded_headers_the_proxy_is_named_once_in_the_log()
    {
        await using var app = await TestApp.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            var url = await app.NewBrowser(Inside).GetAsync("/secret", ("X-Forwarded-Proto", "https"));
            Assert.Equal("http://10.0.0.7:8080/signin-workos", url.Query("redirect_uri"));
        }

        var line = Assert.Single(app.Logs.Named("ForwardedHeadersUnused"));
        Assert.Contains("UseForwardedHeaders()", line.Text, StringComparison.Ordinal);
        Assert.Contains("PublicOrigin", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_forwarded_headers_the_redirect_uri_is_right_and_nothing_is_logged()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Pipeline = static app =>
        {
            app.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Loopback;
                return next(context);
            });
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost });
            app.UseAuthentication();
        });

        var url = await app.NewBrowser(Inside).GetAsync("/auth/sign-in", ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "app.example.com"));

        Assert.Equal("https://app.example.com/signin-workos", url.Query("redirect_uri"));
        Assert.Empty(app.Logs.Named("ForwardedHeadersUnused"));
    }

    [Theory]
    [InlineData("https://app.example.com", null)]
    [InlineData("http://localhost:8080", "http://localhost:5000")]
    public async Task A_proxy_that_changes_nothing_for_browsers_is_nothing_to_warn_about(string origin, string? publicOrigin)
    {
        await using var app = await TestApp.StartAsync(options => options.PublicOrigin = publicOrigin is null ? null : new Uri(publicOrigin));

        await app.NewBrowser(new Uri(origin)).GetAsync("/secret", ("X-Forwarded-Proto", "https"));

        Assert.Empty(app.Logs.Named("ForwardedHeadersUnused"));
    }

    [Fact]
    public async Task Plain_http_without_a_proxy_is_nothing_to_warn_about()
    {
        await using var app = await TestApp.StartAsync();
        await app.NewBrowser(Inside).StartAsync();

        Assert.Empty(app.Logs.Named("ForwardedHeadersUnused"));
    }

    [Fact]
    public async Task An_app_below_a_path_stays_below_it()
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Options = static options => options.ErrorPath = "/oops";
            settings.Pipeline = static app =>
            {
                app.UsePathBase("/café");
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            };
        });
        var browser = app.NewBrowser();
        var start = await browser.StartAsync("/caf%C3%A9/secret");

        Assert.Equal("https://app.example.com/caf%C3%A9/signin-workos", start.Query("redirect_uri"));
        Assert.Equal("/caf%C3%A9/secret", app.ReadState(start).RedirectUri);
        Assert.Equal("/caf%C3%A9", Assert.Single(browser.CorrelationCookies).Path);
        Assert.Equal("/caf%C3%A9/oops?error=state_missing&ReturnUrl=%2Fcaf%25C3%25A9%2F", (await browser.GetAsync("/caf%C3%A9/signin-workos")).Location);
        Assert.Equal("/caf%C3%A9/secret", (await browser.GetAsync("/caf%C3%A9" + SignInSteps.CallbackOf(start))).Location);
    }

    [Theory]
    [InlineData("", "https://app.example.com/signin-workos")]
    [InlineData("/portal", "https://app.example.com/portal/signin-workos")]
    public async Task The_documented_order_knows_the_host_and_the_path_that_browsers_use(string pathBase, string redirectUri)
    {
        await using var app = await StartBehindProxyAsync(TroubleshootingSnippets.UseProxy);
        var browser = app.NewBrowser();

        var start = await browser.GetAsync(pathBase + "/auth/sign-in");

        Assert.Equal(redirectUri, start.Query("redirect_uri"));
        Assert.Equal(pathBase + "/", (await browser.GetAsync(pathBase + SignInSteps.CallbackOf(start))).Location);
        Assert.Equal(Profiles.Id, (await browser.GetAsync(pathBase + "/me")).Body);
        Assert.Equal(Profiles.Id, (await browser.GetAsync(pathBase + "/secret")).Body);
        Assert.True(Assert.Single(browser.Cookies).Secure);
        Assert.Empty(app.Logs.Named("ForwardedHeadersUnused"));
    }

    [Fact]
    public async Task Where_authentication_is_left_to_the_framework_it_comes_before_the_path_base_is_known()
    {
        await using var app = await StartBehindProxyAsync(static app =>
        {
            app.UseForwardedHeaders();
            app.UsePathBase("/portal");
            app.UseRouting();
        });
        var browser = app.NewBrowser();

        var start = await browser.GetAsync("/portal/auth/sign-in");

        Assert.Equal("https://app.example.com/signin-workos", start.Query("redirect_uri"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/portal" + SignInSteps.CallbackOf(start))).Status);
    }

    [Fact]
    public async Task A_sign_in_that_began_on_one_machine_ends_on_another_with_the_same_keys()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var first = await TestApp.StartAsync(settings => Share(settings, keys));
        await using var second = await TestApp.StartAsync(settings => Share(settings, keys));
        var there = first.NewBrowser();
        var start = await there.StartAsync("/secret?page=7");
        var here = second.NewBrowser();
        Copy(there, here);

        Assert.Equal("/secret?page=7", (await here.ReturnAsync(start)).Location);
        Copy(here, there);
        Assert.Equal(Profiles.Id, await there.WhoAsync());
    }

    [Fact]
    public async Task A_machine_without_the_keys_says_so()
    {
        await using var first = await TestApp.StartAsync();
        await using var second = await TestApp.StartAsync();
        var there = first.NewBrowser();
        var start = await there.StartAsync();
        var here = second.NewBrowser();
        Copy(there, here);

        Assert.Equal("state_invalid", (await here.ReturnAsync(start)).FailureCode);
        Assert.Contains("Data Protection", Assert.Single(second.Logs.Failures).Text, StringComparison.Ordinal);
    }

    private static Task<TestApp> StartBehindProxyAsync(Action<WebApplication> pipeline) => TestApp.StartAsync(settings =>
    {
        settings.Services = static (services, options) =>
        {
            services.AddSingleton<IStartupFilter, Proxy>();
            TroubleshootingSnippets.TrustProxy(services.AddWorkOs(options));
        };
        settings.Pipeline = pipeline;
    });

    private static void Share(TestAppSettings settings, IDataProtectionProvider keys) => settings.Services = (services, options) =>
    {
        services.AddWorkOs(options);
        services.AddSingleton(keys);
    };

    private static void Copy(Browser from, Browser to)
    {
        foreach (var cookie in from.Cookies)
        {
            to.Set(cookie.Name, cookie.Value, cookie.Path);
        }
    }

    /// <summary>Stands before the whole app, also before what <c>WebApplication</c> adds by itself, and speaks http to it.</summary>
    private sealed class Proxy : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.2");
                context.Request.Headers["X-Forwarded-Proto"] = context.Request.Scheme;
                context.Request.Headers["X-Forwarded-Host"] = context.Request.Host.Value;
                context.Request.Scheme = Inside.Scheme;
                context.Request.Host = new HostString(Inside.Authority);
                return next(context);
            });
            next(app);
        };
    }
}
