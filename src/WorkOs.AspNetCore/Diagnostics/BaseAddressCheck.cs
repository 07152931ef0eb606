using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore;

/// <summary>
/// Logs a warning, when the app starts outside of Development, for each scheme whose <c>BaseAddress</c> is on this machine or uses http: the
/// process that listens there decides who is signed in. It is not an error, because tests and emulators need such an address.
/// </summary>
internal sealed class BaseAddressCheck(IEnumerable<SchemeAddress> addresses, IServiceProvider services, ILogger<BaseAddressCheck> logger)
    : IHostedService
{
    public static void Add(IServiceCollection services, string scheme, Func<IServiceProvider, Uri?> find)
    {
        services.AddSingleton(new SchemeAddress(scheme, find));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BaseAddressCheck>());
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A host without an environment may serve users, so it is checked, too.
        if (services.GetService<IHostEnvironment>()?.IsDevelopment() != true)
        {
            foreach (var address in addresses)
            {
                Inspect(address.Scheme, address.Find(services));
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Inspect(string scheme, Uri? address)
    {
        if (address is not null && (address.IsLoopback || address.Scheme == Uri.UriSchemeHttp))
        {
            logger.BaseAddressIsLocal(scheme, address.Authority);
        }
    }
}
