using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore;

/// <summary>
/// Logs a warning at start-up, except in Development, for each scheme that keeps refresh tokens in cookies while the marks of sent tokens are
/// in the memory of this process. Its sessions end with a restart, and work on one machine only. That is no error, because many apps have
/// one machine.
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
        // A host without an environment may be in production.
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

    // A store of the app itself has no marks of sent tokens, so it counts as a cookie.
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
