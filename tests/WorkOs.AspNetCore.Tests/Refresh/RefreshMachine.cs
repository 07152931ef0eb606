using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Cache;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Refresh;

/// <summary>What refreshes sessions on one machine, without requests. The test says what WorkOS answers.</summary>
internal sealed class RefreshMachine : IAsyncDisposable
{
    public const string Scheme = WorkOsAuthKitDefaults.AuthenticationScheme;
    public const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;
    public const string User = "user_ada";
    public const string Acme = "org_acme";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly WebApplication _app;
    private readonly FakeClock _clock;
    private readonly DateTimeOffset _began;

    public RefreshMachine(
        FakeClock clock,
        IWorkOsSessionCache? cache = null,
        bool isStored = true,
        bool isSentOnce = false,
        Action<WorkOsAuthKitOptions>? options = null,
        Action<IServiceCollection>? services = null)
    {
        (_clock, _began) = (clock, clock.GetUtcNow());
        Answer = (_, _) => Task.FromResult<ISessionGrant?>(Grant());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs);
        builder.Services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .AddSingleton(cache ?? new FakeSessionCache(clock))
            .AddKeyedSingleton(typeof(WorkOsAuthKitHandler), (provider, _) =>
                new SessionProduct(provider.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get, AskAsync)
                {
                    SendsRefreshTokenOnce = isSentOnce,
                    PrepareAsync = _ => Prepare(),
                });
        var authentication = builder.Services.AddWorkOsAuthKit(authKit =>
        {
            authKit.ClientId = "client_01";
            authKit.ApiKey = "sk_test_of_the_refreshes";
            authKit.SaveTokens = !isStored;
            options?.Invoke(authKit);
        });
        if (isStored)
        {
            authentication.AddWorkOsDistributedSessions();
        }

        // The clock of a test moves by minutes while a call to the cache is under way.
        builder.Services.Configure<WorkOsSessionCacheOptions>(static sessions => sessions.Timeout = TimeSpan.FromHours(10));
        services?.Invoke(builder.Services);
        _app = builder.Build();
    }

    public LogCollector Logs { get; } = new();

    public RefreshCoordinator Coordinator => Get<RefreshCoordinator>();

    /// <summary>The refreshes that the coordinator knows of.</summary>
    public ICollection<SharedRefresh> Refreshes => SharedRefreshes.Of(Coordinator).Values;

    /// <summary>What WorkOS does with a refresh token: by default it exchanges it.</summary>
    public Func<RefreshGrant, CancellationToken, Task<ISessionGrant?>> Answer { get; set; }

    /// <summary>What is done before a refresh token is sent: nothing by default.</summary>
    public Func<Task> Prepare { get; set; } = static () => Task.CompletedTask;

    /// <summary>What was sent to WorkOS, and when.</summary>
    public ConcurrentQueue<(double Second, string? Organization)> Calls { get; } = new();

    /// <summary>The seconds at which WorkOS was asked.</summary>
    public double[] Seconds => [.. Calls.Select(call => call.Second)];

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>What a test throws for an answer that was lost on the way.</summary>
    public static Exception LostAnswer() => new HttpRequestException(HttpRequestError.ResponseEnded);

    /// <summary>A session that is to be refreshed, signed in now.</summary>
    public async Task<RefreshRequest> SignInAsync(TimeSpan? life = null, Action<AuthenticationProperties>? properties = null)
    {
        var cookie = Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieScheme);
        var grant = Grant(life: life, refreshToken: "refresh_1");
        var identity = new ClaimsIdentity(Scheme);
        grant.Token.AddClaimsTo(identity, "role", Scheme, ClaimNameGuard.Session, grant.Facts);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties(), CookieScheme);
        ticket.Properties.Items[SignInState.SchemeKey] = Scheme;
        SessionState.WriteSignIn(ticket.Properties, grant.Tokens, generation: null);
        SessionState.Write(ticket.Properties, grant.Tokens, TimeSpan.FromSeconds(60), _clock.GetUtcNow(), keepTokens: true);
        Get<ReceivingProcess>().WriteTo(ticket.Properties);
        properties?.Invoke(ticket.Properties);
        if (cookie.SessionStore is DistributedTicketStore store)
        {
            await store.StoreAsync(ticket);
        }

        var scheme = await Get<SessionSchemes>().FindAsync(Scheme);
        var session = SessionState.Read(ticket.Properties)!;
        return new RefreshRequest(scheme!, cookie, ticket, session, session.RefreshToken!);
    }

    public Task<RefreshOutcome> RefreshAsync(RefreshRequest request, bool canGoOn = false, CancellationToken aborted = default) =>
        Coordinator.RefreshAsync(request, canGoOn, aborted);

    /// <summary>The refresh token that the store has for a session.</summary>
    public static async Task<string?> FindStoredTokenAsync(RefreshRequest request) =>
        await request.Store!.RetrieveAsync(request.Session.StoreKey!) is { } stored ? SessionState.Read(stored.Properties)?.RefreshToken : null;

    /// <summary>Waits until something waits for this second, and moves the clock there.</summary>
    public async Task PassToAsync(double second)
    {
        var due = _began + TimeSpan.FromSeconds(second);
        await _clock.TimerAsync(due).WaitAsync(TimeSpan.FromSeconds(30));
        _clock.Advance(due - _clock.GetUtcNow());
    }

    /// <summary>What WorkOS grants.</summary>
    public AuthKitAnswer Grant(string organization = Acme, TimeSpan? life = null, string? refreshToken = null, string user = User)
    {
        var now = _clock.GetUtcNow();
        refreshToken ??= $"refresh_{Calls.Count + 1}";
        var claims = $$"""{"iss":"https://api.workos.com","sub":"{{user}}","sid":"session_1","org_id":"{{organization}}","jti":"{{refreshToken}}","iat":{{now.ToUnixTimeSeconds()}},"exp":{{(now + (life ?? Life)).ToUnixTimeSeconds()}}}""";
        var access = $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(claims)}.AAAA";
        using var body = System.Text.Json.JsonDocument.Parse(
            $$"""{"user":{"id":"{{user}}","email":"ada@acme.com"},"organization_id":"{{organization}}","access_token":"{{access}}","refresh_token":"{{refreshToken}}"}""");
        return AuthKitAnswer.TryRead(body.RootElement.Clone())!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private Task<ISessionGrant?> AskAsync(WorkOsSessionOptions options, RefreshGrant grant, CancellationToken cancellationToken)
    {
        Calls.Enqueue(((_clock.GetUtcNow() - _began).TotalSeconds, grant.Organization));
        return Answer(grant, cancellationToken);
    }
}
