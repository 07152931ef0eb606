using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore;

/// <summary>
/// Names, when the app starts outside of Development, each scheme whose WorkOS is a process of this machine: whoever
/// listens on that port decides who is signed in. It is no error, since tests and emulators are set up just so.
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
        // A host that does not say what it is has to be taken for one that serves people.
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
