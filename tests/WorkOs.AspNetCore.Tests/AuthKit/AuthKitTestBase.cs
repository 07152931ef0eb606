using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>A sandbox with Ada, who is in one organization, and Margaret, who is in two; and time that stands still.</summary>
public abstract class AuthKitTestBase : IAsyncLifetime
{
    public const string WebhookSecret = "whsec_of_the_tests";

    /// <summary>Within the last half minute of an access token that lives for five.</summary>
    protected static readonly TimeSpan UntilDue = TimeSpan.FromSeconds(280);

    /// <summary>Past the life of an access token.</summary>
    protected static readonly TimeSpan UntilExpired = TimeSpan.FromSeconds(301);

    private readonly List<IAsyncDisposable> _apps = [];

    protected FakeClock Clock { get; } = new();

    protected WorkOsSandbox WorkOs { get; private set; } = null!;

    protected WorkOsSandboxPerson Ada => WorkOs.People.First(person => person.Email == "ada@acme.com");

    protected int Refreshes => WorkOs.CountOf(WorkOsSandboxEndpoints.AuthKitAuthenticate);

    public async Task InitializeAsync() => WorkOs = await WorkOsSandbox.StartAsync(builder =>
    {
        builder.TimeProvider = Clock;
        builder.AuthKit.WebhookSecret = WebhookSecret;
        builder
            .AddSignOutRedirect("http://localhost/")
            .AddOrganization("org_acme", "Acme", "acme.com")
            .AddEntitlements("org_acme", "audit-logs")
            .AddFeatureFlags("org_acme", "beta-editor")
            .AddPerson("org_acme", "ada@acme.com", person => person.WithName("Ada", "Lovelace").AddRoles("admin").AddPermissions("posts:read", "posts:write"))
            .AddPerson("org_acme", "margaret@acme.com", person => person.WithName("Margaret", "Hamilton").AddRoles("member"))
            .AddOrganization("org_globex", "Globex")
            .AddPerson("org_globex", "margaret@acme.com", person => person.WithName("Margaret", "Hamilton").AddRoles("owner", "auditor"));
        Configure(builder);
    });

    public async Task DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        await WorkOs.DisposeAsync();
    }

    protected virtual void Configure(WorkOsSandboxBuilder builder)
    {
    }

    /// <summary>A machine, with a clock of its own where that is what the test is about.</summary>
    private protected async Task<AuthKitApp> StartAppAsync(AuthKitAppSettings? settings = null, FakeClock? clock = null)
    {
        var app = await AuthKitApp.StartAsync(WorkOs, clock ?? Clock, settings);
        _apps.Add(app);
        return app;
    }

    /// <summary>Two machines of one app, which share the cache and the keys.</summary>
    private protected async Task<(AuthKitApp First, AuthKitApp Second)> StartTwoAsync(IDistributedCache? cache = null)
    {
        var settings = new AuthKitAppSettings
        {
            Cache = cache ?? new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions())),
            KeyRing = new EphemeralDataProtectionProvider(),
        };
        return (await StartAppAsync(settings), await StartAppAsync(settings));
    }

    /// <summary>The same browser at another machine.</summary>
    private protected static Browser Move(Browser browser, AuthKitApp to)
    {
        var moved = to.NewBrowser();
        foreach (var cookie in browser.Cookies)
        {
            moved.Set(cookie.Name, cookie.Value, cookie.Path);
        }

        return moved;
    }

    /// <summary>
    /// Waits for something that itself waits by the clock of the test, such as the loser of a race who looks into the
    /// store now and then, while real calls over real sockets are under way.
    /// </summary>
    private protected async Task<T> WhileTimePassesAsync<T>(Task<T> something)
    {
        using var pump = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!something.IsCompleted && await pump.WaitForNextTickAsync())
        {
            Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        return await something;
    }
}
