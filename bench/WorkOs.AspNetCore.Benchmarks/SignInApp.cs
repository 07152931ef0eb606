using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>An app with one protected page, and the browser of a user who signs in to it.</summary>
internal sealed class SignInApp : IAsyncDisposable
{
    private const string Page = "/me";

    private readonly WebApplication _app;
    private readonly TestServer _server;
    private readonly StubWorkOs _workOs = new();
    private int _signIns;

    private SignInApp(Action<IServiceCollection, StubWorkOs> addSchemes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthorization();
        addSchemes(builder.Services, _workOs);

        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapGet(Page, (HttpContext context) =>
        {
            Claims = context.User.Claims;
            return Task.CompletedTask;
        }).RequireAuthorization();
        _server = _app.GetTestServer();
    }

    /// <summary>The number of calls of the app's backchannel.</summary>
    public int Calls => _workOs.Calls;

    /// <summary>The claims of the user of the last request to the page.</summary>
    public IEnumerable<Claim> Claims { get; private set; } = [];

    public static async Task<SignInApp> StartAsync(Action<IServiceCollection, StubWorkOs> addSchemes)
    {
        var app = new SignInApp(addSchemes);
        await app._app.StartAsync();
        return app;
    }

    /// <summary>The requests of one sign-in: the challenge, the callback and the page.</summary>
    public async Task<int> SignInAsync()
    {
        var challenge = await GetAsync(Page, QueryString.Empty, cookie: null);
        var state = StateOf(challenge.Response.Headers.Location.ToString());
        var code = Interlocked.Increment(ref _signIns).ToString("D26", CultureInfo.InvariantCulture);
        var callback = await GetAsync(
            WorkOsDefaults.CallbackPath,
            QueryString.Create("code", code).Add("state", state),
            CookiesOf(challenge));

        var page = await GetAsync(Page, QueryString.Empty, CookiesOf(callback));
        return page.Response.StatusCode == StatusCodes.Status200OK
            ? page.Response.StatusCode
            : throw new InvalidOperationException($"The sign-in ended with {page.Response.StatusCode} at the page.");
    }

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _app.DisposeAsync();
        _workOs.Dispose();
    }

    private Task<HttpContext> GetAsync(string path, QueryString query, string? cookie) => _server.SendAsync(context =>
    {
        context.Request.Method = HttpMethods.Get;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("app.example.com");
        context.Request.Path = path;
        context.Request.QueryString = query;
        context.Request.Headers.Accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
        context.Request.Headers[HeaderNames.Cookie] = cookie;
    });

    private static string StateOf(string authorizeUrl)
    {
        var start = authorizeUrl.IndexOf("state=", StringComparison.Ordinal) + "state=".Length;
        var end = authorizeUrl.IndexOf('&', start);
        return end < 0 ? authorizeUrl[start..] : authorizeUrl[start..end];
    }

    private static string CookiesOf(HttpContext context) => string.Join("; ", context.Response.Headers.SetCookie
        .OfType<string>()
        .Select(header => header[..header.IndexOf(';', StringComparison.Ordinal)])
        .Where(cookie => !cookie.EndsWith('=')));
}
