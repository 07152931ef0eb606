using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.FrontDoor;

/// <summary>An app that calls <c>AddWorkOs</c> and <c>AddWorkOsAuthKit</c> on its services, and maps both.</summary>
[Trait("Room", "FrontDoor")]
public sealed class BothProductsTests : IAsyncLifetime
{
    private const string Sso = WorkOsDefaults.AuthenticationScheme;
    private const string AuthKit = WorkOsAuthKitDefaults.AuthenticationScheme;

    private readonly FakeClock _clock = new();
    private WorkOsSandbox _workos = null!;
    private WebApplication _app = null!;

    public static TheoryData<string> Firsts => [Sso, AuthKit];

    public static TheoryData<string, string> FirstsAndSessions => new()
    {
        { Sso, Sso },
        { Sso, AuthKit },
        { AuthKit, Sso },
        { AuthKit, AuthKit },
    };

    public async Task InitializeAsync() => _workos = await WorkOsSandbox.StartAsync(builder =>
    {
        builder.TimeProvider = _clock;
        builder.AddSignOutRedirect("http://localhost/")
            .AddOrganization("org_acme", "Acme", "acme.com")
            .AddPerson("org_acme", "ada@acme.com", person => person.WithName("Ada", "Lovelace"));
    });

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _workos.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Firsts))]
    public async Task Both_calls_share_the_cookie_and_the_first_one_challenges(string first)
    {
        await StartAsync(first);
        var schemes = _app.Services.GetRequiredService<IAuthenticationSchemeProvider>();

        Assert.Equal(["Cookies", first, Other(first)], (await schemes.GetAllSchemesAsync()).Select(scheme => scheme.Name));
        Assert.Equal("Cookies", (await schemes.GetDefaultAuthenticateSchemeAsync())?.Name);
        Assert.Equal("Cookies", (await schemes.GetDefaultSignInSchemeAsync())?.Name);
        Assert.Equal(first, (await schemes.GetDefaultChallengeSchemeAsync())?.Name);
    }

    [Theory]
    [MemberData(nameof(Firsts))]
    public async Task The_options_of_both_calls_count(string first)
    {
        await StartAsync(first);

        Assert.Equal("org_acme", _app.Services.GetRequiredService<IOptionsMonitor<WorkOsOptions>>().Get(Sso).Organization);
        Assert.Equal("sign-up", _app.Services.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get(AuthKit).AdditionalAuthorizationParameters["screen_hint"]);
    }

    [Theory]
    [MemberData(nameof(Firsts))]
    public async Task A_protected_page_and_the_sign_in_endpoint_start_the_first_product(string first)
    {
        await StartAsync(first);
        using var browser = NewBrowser();

        Assert.Contains(AuthorizePathOf(first), (await browser.GetAsync("/secret")).Location, StringComparison.Ordinal);
        Assert.Contains(AuthorizePathOf(first), (await browser.GetAsync("/auth/sign-in")).Location, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FirstsAndSessions))]
    public async Task A_sign_out_follows_the_product_that_signed_the_user_in(string first, string session)
    {
        await StartAsync(first);
        using var browser = NewBrowser();
        await SignInAsync(browser, session);

        var left = await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body));

        Assert.Equal(session == AuthKit, left.Location!.Contains("/user_management/sessions/logout?", StringComparison.Ordinal));
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_product_in_a_group_has_endpoints_of_its_own()
    {
        await StartAsync(Sso, app =>
        {
            app.MapWorkOs();
            app.MapGroup("/staff").MapWorkOsAuthKit();
        });
        using var browser = NewBrowser();

        Assert.Contains(AuthorizePathOf(Sso), (await browser.GetAsync("/auth/sign-in")).Location, StringComparison.Ordinal);
        Assert.Contains(AuthorizePathOf(AuthKit), (await browser.GetAsync("/staff/auth/sign-in")).Location, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Firsts))]
    public async Task Conventions_of_either_call_apply_to_the_endpoints_that_both_share(string first)
    {
        await StartAsync(first, app =>
        {
            Map(app, first).WithMetadata("of the first");
            Map(app, Other(first)).WithMetadata("of the second");
        });

        var endpoints = _app.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/auth/", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(["/auth/sign-in", "/auth/sign-out"], endpoints.Select(endpoint => endpoint.RoutePattern.RawText!).Distinct());
        Assert.Equal(4, endpoints.Count);
        Assert.All(endpoints, endpoint => Assert.Equal(["of the first", "of the second"], endpoint.Metadata.OfType<string>()));
    }

    private static string Other(string scheme) => scheme == Sso ? AuthKit : Sso;

    private static string AuthorizePathOf(string scheme) => scheme == Sso ? "/sso/authorize?" : "/user_management/authorize?";

    private static IEndpointConventionBuilder Map(WebApplication app, string scheme) => scheme == Sso ? app.MapWorkOs() : app.MapWorkOsAuthKit();

    private void Add(IServiceCollection services, string scheme)
    {
        if (scheme == Sso)
        {
            services.AddWorkOs(options =>
            {
                Configure(options);
                options.Organization = "org_acme";
            });
        }
        else
        {
            services.AddWorkOsAuthKit(options =>
            {
                Configure(options);
                options.SaveTokens = true;
                options.AdditionalAuthorizationParameters["screen_hint"] = "sign-up";
            });
        }
    }

    private void Configure(WorkOsRemoteOptions options)
    {
        options.ClientId = _workos.ClientId;
        options.ApiKey = _workos.ApiKey;
        options.BaseAddress = _workos.BaseAddress;
    }

    private async Task StartAsync(string first, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting().AddAuthorization().AddSingleton<TimeProvider>(_clock);
        Add(builder.Services, first);
        Add(builder.Services, Other(first));
        _app = builder.Build();
        _app.MapGet("/secret", () => "secret").RequireAuthorization();
        _app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Email) ?? "nobody");
        _app.MapGet("/form", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
        _app.MapGet("/challenge", (HttpContext context, string scheme) =>
            context.ChallengeAsync(scheme, new AuthenticationProperties { RedirectUri = "/me" }));
        if (map is null)
        {
            Map(_app, first);
            Map(_app, Other(first));
        }
        else
        {
            map(_app);
        }

        await _app.StartAsync();
    }

    private Browser NewBrowser() => new(_app.GetTestServer().CreateHandler(), _clock, new Uri("http://localhost"));

    private async Task SignInAsync(Browser browser, string scheme)
    {
        var authorize = await browser.GetAsync("/challenge?scheme=" + scheme);
        var callback = await _workos.CompleteSignInAsync(new Uri(authorize.Location!), "ada@acme.com");
        Assert.Equal("/me", (await browser.GetAsync(callback.PathAndQuery)).Location);
        Assert.Equal("ada@acme.com", (await browser.GetAsync("/me")).Body);
    }
}
