using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore;

/// <summary>
/// Logs a warning, when the app starts, for each key in the configuration section of a scheme that is not a setting. It is not an error, because an
/// app may keep settings of its own there.
/// </summary>
internal sealed class UnknownSettingsCheck(IEnumerable<SchemeSettings> schemes, IServiceProvider services, MistakeLog mistakes) : IHostedService
{
    public static void Add(IServiceCollection services, string scheme, Func<IServiceProvider, IReadOnlyList<string>> findUnknown)
    {
        services.AddSingleton(new SchemeSettings(scheme, findUnknown));
        services.TryAddSingleton<MistakeLog>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, UnknownSettingsCheck>());
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var scheme in schemes)
        {
            foreach (var problem in scheme.FindUnknown(services))
            {
                mistakes.ReportEach(scheme.Scheme, new("unknown_setting", problem));
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
