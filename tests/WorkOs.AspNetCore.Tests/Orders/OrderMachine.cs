using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Attacks;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Refresh;

namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>A machine of the app: its requests pass through the authentication middleware and the cookie handler, without a server.</summary>
internal sealed class OrderMachine
{
    /// <summary>A claim that the app adds, with the organization that the session is in.</summary>
    public const string AppClaim = "app";

    private const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Scheme = WorkOsAuthKitDefaults.AuthenticationScheme;
    private const int MaxKnown = 100;
    private static readonly object Renews = new();

    private readonly WebApplication _app;
    private readonly RequestDelegate _pipeline;
    private readonly RefreshCoordinator _coordinator;
    private readonly HashSet<object> _known = [];
    private readonly string _cookieName;

    public OrderMachine(OrderCacheKind kind, OrderProduct product, OrderedCache cache, OrderedWorkOs workos, FakeClock clock, OrderKeys keys)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        var services = builder.Services.AddRouting().AddSingleton<TimeProvider>(clock).AddSingleton<IDataProtectionProvider>(keys);
        _ = kind == OrderCacheKind.CompareAndSet ? services.AddSingleton<IWorkOsSessionCache>(cache) : services.AddSingleton<IDistributedCache>(cache);
        if (product == OrderProduct.Once)
        {
            services.AddKeyedSingleton(typeof(WorkOsAuthKitHandler), static (provider, _) =>
                new SessionProduct(provider.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get, AuthKitRefresh.AskAsync)
                {
                    SendsRefreshTokenOnce = true,
                    CanSwitchOrganization = false,
                });
        }

        services.AddWorkOsAuthKit(options =>
        {
            options.ClientId = "client_01";
            options.ApiKey = "sk_test_of_the_orders";
            options.BackchannelHttpHandler = workos;
            options.WebhookSecrets.Add(AuthKitTestBase.WebhookSecret);
            options.Events.OnRefreshingSession = static context =>
            {
                if (context.OrganizationChanged)
                {
                    context.Identity.AddClaim(new Claim(AppClaim, context.Organization!, null, AppClaim));
                }

                return Task.CompletedTask;
            };
        }).AddWorkOsDistributedSessions();
        services.Configure<CookieAuthenticationOptions>(CookieScheme, static options => options.Events.OnValidatePrincipal = RenewAsync);
        _app = builder.Build();
        IApplicationBuilder app = _app;
        app.UseAuthentication();
        app.Run(HandleAsync);
        _pipeline = app.Build();
        _coordinator = _app.Services.GetRequiredService<RefreshCoordinator>();
        _cookieName = _app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieScheme).Cookie.Name!;
        Environment = _app.Services.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get(Scheme).Environment;
    }

    /// <summary>The WorkOS environment, which marks are bound to.</summary>
    public string Environment { get; }

    /// <summary>The refreshes that this machine has under way.</summary>
    public IEnumerable<Task> Refreshes => SharedRefreshes.Of(_coordinator).Values.Select(static refresh => (Task)refresh.LatestAttempt);

    /// <summary>How many refreshes have begun since the last call.</summary>
    public int CountNewRefreshes()
    {
        var refreshes = SharedRefreshes.Of(_coordinator);
        var count = refreshes.Values.Count(_known.Add);
        if (_known.Count > MaxKnown)
        {
            _known.IntersectWith(refreshes.Values);
        }

        return count;
    }

    /// <summary>Signs in with the answer of WorkOS, and returns the cookie.</summary>
    public async Task<string> SignInAsync(OrderProgram program, string answer, DateTimeOffset now)
    {
        using var body = System.Text.Json.JsonDocument.Parse(answer);
        var grant = AuthKitAnswer.TryRead(body.RootElement)!;
        var identity = new ClaimsIdentity(Scheme);
        var properties = new AuthenticationProperties { IsPersistent = program.IsPersistent };
        if (program.Product == OrderProduct.Sso)
        {
            identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, OrderedWorkOs.User, null, Scheme));
        }
        else
        {
            grant.Token.AddClaimsTo(identity, "role", Scheme, ClaimNameGuard.Session, grant.Facts);
            identity.AddClaim(new Claim(AppClaim, grant.Organization!, null, AppClaim));
            properties.Items[SignInState.SchemeKey] = Scheme;
            SessionState.WriteSignIn(properties, grant.Tokens, generation: null);
            if (program.Product != OrderProduct.Tokenless)
            {
                SessionState.Write(properties, grant.Tokens, TimeSpan.FromSeconds(60), now, keepTokens: true);
            }
        }

        return (await SendAsync(cookie: null, context => context.SignInAsync(CookieScheme, new ClaimsPrincipal(identity), properties))).Cookie!;
    }

    public Task<OrderAnswer> RequestAsync(string cookie) => SendAsync(cookie, static _ => Task.CompletedTask);

    public Task<OrderAnswer> RenewAsync(string cookie) => SendAsync(cookie, static _ => Task.CompletedTask, renews: true);

    public async Task<OrderAnswer> SwitchAsync(string cookie, string organization)
    {
        string? refusal = null;
        var answer = await SendAsync(cookie, async context =>
        {
            try
            {
                await context.RequestServices.GetRequiredService<WorkOsSessions>().SwitchOrganizationAsync(context, organization);
            }
            catch (Exception exception) when (exception is WorkOsAuthenticationException or InvalidOperationException)
            {
                refusal = (exception as WorkOsAuthenticationException)?.Code ?? exception.Message;
            }
        });
        return answer with { Refusal = refusal };
    }

    public Task<OrderAnswer> SignOutAsync(string cookie, OrderProduct product) =>
        SendAsync(cookie, context => context.SignOutAsync(product == OrderProduct.Sso ? CookieScheme : Scheme));

    public Task<OrderAnswer> EndByAppAsync() => SendAsync(
        cookie: null, static context => context.RequestServices.GetRequiredService<WorkOsSessions>().EndUserSessionsAsync(OrderedWorkOs.User));

    public Task<OrderAnswer> WebhookAsync(string name, JsonObject data, DateTimeOffset now)
    {
        var webhook = SignedWebhook.Create(name, data, now.ToString("o"), now);
        return SendAsync(cookie: null, async context =>
        {
            context.Request.Headers["WorkOS-Signature"] = webhook.Signature;
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(webhook.Body));
            await new WebhookEndpoint<WorkOsAuthKitOptions>(Scheme).HandleAsync(context);
            Assert.Equal(StatusCodes.Status200OK, context.Response.StatusCode);
        });
    }

    private static Task RenewAsync(CookieValidatePrincipalContext context)
    {
        if (context.HttpContext.Items.ContainsKey(Renews))
        {
            var seen = context.Principal!.FindFirstValue(WorkOsClaimTypes.OrganizationId);
            var renewed = context.Principal!.Clone();
            if (seen is not null)
            {
                ((ClaimsIdentity)renewed.Identity!).AddClaim(new Claim(AppClaim, seen, null, AppClaim));
            }

            context.ReplacePrincipal(renewed);
            context.ShouldRenew = true;
        }

        return Task.CompletedTask;
    }

    private static Task HandleAsync(HttpContext context) => ((Func<HttpContext, Task>)context.Items[typeof(OrderMachine)]!)(context);

    private async Task<OrderAnswer> SendAsync(string? cookie, Func<HttpContext, Task> handler, bool renews = false)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var response = new Response();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = "GET", Scheme = "https", Path = "/" });
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        var context = new DefaultHttpContext(features) { RequestServices = scope.ServiceProvider };
        context.Request.Host = new HostString("app.example.com");
        context.Items[typeof(OrderMachine)] = handler;
        if (cookie is not null)
        {
            context.Request.Headers.Cookie = $"{_cookieName}={cookie}";
        }

        if (renews)
        {
            context.Items[Renews] = Renews;
        }

        await _pipeline(context);
        await response.StartAsync();
        var set = context.Response.Headers.SetCookie.LastOrDefault(line => line!.StartsWith($"{_cookieName}=", StringComparison.Ordinal));
        return new OrderAnswer(
            context.User.Identity?.IsAuthenticated == true ? context.User : null,
            set?[(_cookieName.Length + 1)..set.IndexOf(';', StringComparison.Ordinal)]);
    }

    /// <summary>A response that starts when the request has been handled.</summary>
    private sealed class Response : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Callback, object State)> _starting = new();

        public override void OnStarting(Func<object, Task> callback, object state) => _starting.Push((callback, state));

        public async Task StartAsync()
        {
            while (_starting.TryPop(out var next))
            {
                await next.Callback(next.State);
            }
        }
    }
}
