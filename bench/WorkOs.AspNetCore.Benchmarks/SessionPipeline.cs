using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>One request with a session, from routing to a protected endpoint, without a server.</summary>
internal sealed class SessionPipeline : IDisposable
{
    private readonly WebApplication _app;
    private readonly RequestDelegate _pipeline;
    private readonly AuthenticationTicket _ticket;
    private string? _cookie;

    private SessionPipeline(string name, AuthenticationTicket ticket, Action<IServiceCollection> addSchemes)
    {
        (Name, _ticket) = (name, ticket);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthorization();
        addSchemes(builder.Services);
        _app = builder.Build();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapGet("/me", (HttpContext context) =>
        {
            context.Response.StatusCode = context.User.FindFirst(ClaimTypes.NameIdentifier) is null
                ? StatusCodes.Status500InternalServerError
                : StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }).RequireAuthorization();
        _app.MapGet("/begin", (HttpContext context) => context.SignInAsync(_ticket.AuthenticationScheme, _ticket.Principal.Clone(), _ticket.Properties.Clone()));
#pragma warning disable ASP0014
        _app.UseEndpoints(static _ => { });
#pragma warning restore ASP0014
        _pipeline = ((IApplicationBuilder)_app).Build();
    }

    public string Name { get; }

    /// <summary>The size of the cookie, including its name.</summary>
    public int CookieBytes => _cookie!.Length;

    /// <summary>An app with the framework's cookie scheme only.</summary>
    public static Task<SessionPipeline> FrameworkAsync(string name, AuthenticationTicket ticket) =>
        StartAsync(name, ticket, static services => services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie());

    public static Task<SessionPipeline> SsoAsync(AuthenticationTicket ticket, bool isStored, IWorkOsSessionCache? cache = null) => StartAsync(
        isStored ? "single sign-on, stored" : "single sign-on, in the cookie",
        ticket,
        services => Store(services.AddWorkOs(static options =>
            (options.ClientId, options.ApiKey) = ("client_01HQ3YB2D5F8H1K4N7Q0T3W6Z9", "sk_test_a2V5XzAxSFEzWUIyRDVGOEgxSzRON1EwVDNXNlo5")), isStored, cache));

    public static Task<SessionPipeline> AuthKitAsync(AuthenticationTicket ticket, bool isStored, IWorkOsSessionCache? cache = null) => StartAsync(
        isStored ? "AuthKit, stored" : "AuthKit, in the cookie",
        ticket,
        services => Store(services.AddWorkOsAuthKit(options =>
        {
            (options.ClientId, options.ApiKey) = ("client_01HQ3YB2D5F8H1K4N7Q0T3W6Z9", "sk_test_a2V5XzAxSFEzWUIyRDVGOEgxSzRON1EwVDNXNlo5");
            options.SaveTokens = !isStored;
        }), isStored, cache));

    public async Task SendAsync()
    {
        var context = await RunAsync("/me");
        if (context.Response.StatusCode != StatusCodes.Status204NoContent)
        {
            throw new InvalidOperationException($"The request with a session ({Name}) ended with {context.Response.StatusCode}.");
        }
    }

    public void Dispose() => ((IDisposable)_app).Dispose();

    private static async Task<SessionPipeline> StartAsync(string name, AuthenticationTicket ticket, Action<IServiceCollection> addSchemes)
    {
        var pipeline = new SessionPipeline(name, ticket, addSchemes);
        var begun = await pipeline.RunAsync("/begin");
        pipeline._cookie = string.Join("; ", begun.Response.Headers.SetCookie.OfType<string>().Select(static header => header.Split(';')[0]));
        return pipeline;
    }

    private static void Store(AuthenticationBuilder authentication, bool isStored, IWorkOsSessionCache? cache)
    {
        if (cache is not null)
        {
            authentication.Services.AddSingleton(cache);
        }

        if (isStored)
        {
            authentication.AddWorkOsDistributedSessions();
        }
    }

    private async Task<HttpContext> RunAsync(string path)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = HttpMethods.Get;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("app.example.com");
        context.Request.Path = path;
        context.Request.Headers.Accept = "text/html";
        context.Request.Headers[HeaderNames.Cookie] = _cookie;
        await _pipeline(context);
        return context;
    }
}
