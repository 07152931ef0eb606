using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkOs.AspNetCore;

/// <summary>Registers the sessions of circuits. If the services contain this type, they are registered.</summary>
internal sealed class BlazorServices
{
    public static void Add(IServerSideBlazorBuilder builder)
    {
        var services = builder.Services;
        if (services.Any(static service => service.ServiceType == typeof(BlazorServices)))
        {
            return;
        }

        services.AddSingleton<BlazorServices>();
        services.AddSessionChecks(new SessionUse(static _ => false));
        services.AddHttpContextAccessor();
        services.AddCascadingAuthenticationState();
        services.TryAddSingleton<SessionCheck>();
        services.TryAddSingleton<CircuitSessions>();
        services.TryAddSingleton<CircuitConnectionFilter>();
        services.TryAddScoped<SessionAuthenticationStateProvider>();
        services.Replace(ServiceDescriptor.Scoped<AuthenticationStateProvider>(static provider => provider.GetRequiredService<SessionAuthenticationStateProvider>()));
        services.TryAddScoped<WorkOsBlazorSession, BlazorSession>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<CircuitHandler, CircuitReconnection>());
        services.AddOptions<WorkOsAuthenticationStateOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkOsAuthenticationStateOptions>, AuthenticationStateOptionsValidator>());
        builder.AddHubOptions(static options => Microsoft.AspNetCore.SignalR.HubOptionsExtensions.AddFilter<CircuitConnectionFilter>(options));
    }
}
