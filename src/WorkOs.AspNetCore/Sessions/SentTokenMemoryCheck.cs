using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore;

/// <summary>
/// Logs a warning, when the app starts outside of Development, for each scheme that keeps refresh tokens in cookies while the memory of what was
/// sent is that of this process: its sessions end with a restart, and do not move to another machine. It is not an error, because one
/// machine is enough for many apps.
/// </summary>
internal sealed class SentTokenMemoryCheck(
    IAuthenticationSchemeProvider provider,
    SessionSchemes schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies,
    ReceivingProcess receiver,
    IServiceProvider services,
    ILogger<SentTokenMemoryCheck> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // A host without an environment may serve users, so that it is checked, too.
        if (!receiver.HasOwnMemory || services.GetService<IHostEnvironment>()?.IsDevelopment() == true)
        {
            return;
        }

        foreach (var scheme in await provider.GetAllSchemesAsync())
        {
            if (await schemes.FindAsync(scheme.Name) is { Product.SendsRefreshTokenOnce: true } found && KeepsRefreshTokensInCookies(found.Options))
            {
                logger.SentTokensInMemory(scheme.Name);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A store of the app's own counts as a cookie: what was sent is not marked there.
    private bool KeepsRefreshTokensInCookies(WorkOsSessionOptions options)
    {
        if (!options.Enabled || !options.Scope.Contains("offline_access"))
        {
            return false;
        }

        var store = cookies.Get(options.SignInScheme).SessionStore;
        return store is null ? options.SaveTokens : store is not DistributedTicketStore;
    }
}
