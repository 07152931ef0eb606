using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkOs.AspNetCore;

/// <summary>Registers the services that every product needs besides its handler.</summary>
internal static class RemoteServices
{
    /// <summary>Adds the handler of a product, with its options and the services of the base layer.</summary>
    public static AuthenticationBuilder AddWorkOsRemote<
        TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProduct,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TConfigure>(
        this AuthenticationBuilder builder, string authenticationScheme, string? displayName, Action<TOptions> configureOptions)
        where TOptions : WorkOsRemoteOptions, new()
        where THandler : WorkOsRemoteHandler<TOptions>
        where TProduct : class, IRemoteProduct
        where TConfigure : WorkOsRemoteConfigureOptions<TOptions>
    {
        var services = builder.Services;
        if (services.Any(service => !service.IsKeyedService && service.ImplementationInstance is SchemeSettings other && other.Scheme == authenticationScheme))
        {
            throw new InvalidOperationException(
                $"Scheme '{authenticationScheme}' is added twice: set all of its options in one call, or give the second scheme a name, a section and a CallbackPath of its own, as for several WorkOS environments.");
        }

        services.AddAntiforgery();
        services.AddWorkOsDiagnostics();
        services.TryAddSingleton<CallbackPathRegistry>();
        services.TryAddSingleton<Redeemed>();
        services.TryAddSingleton<AccountSwitchFormat>();
        services.TryAddSingleton<ForwardedHeadersCheck>();
        services.TryAddSingleton<TProduct>();
        services.TryAddSingleton(provider =>
            ActivatorUtilities.CreateInstance<RemoteSteps<TOptions>>(provider, provider.GetRequiredService<TProduct>()));

        // Registered before the app's own delegate, so that code takes precedence over configuration, and before the framework's post-configuration,
        // so that the defaults of this package take precedence over those of the framework.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<TOptions>, TConfigure>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<TOptions>, WorkOsRemotePostConfigureOptions<TOptions>>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, WorkOsRemoteOptionsValidator<TOptions>>());
        services.AddOptions<TOptions>(authenticationScheme).ValidateOnStart();
        UnknownSettingsCheck.Add(services, authenticationScheme, provider =>
            provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(authenticationScheme) is { Enabled: true } options ? options.UnknownSettings : []);
        SetUpCheck.Add(services, authenticationScheme, provider => provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(authenticationScheme));
        BaseAddressCheck.Add(services, authenticationScheme, provider =>
            provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(authenticationScheme) is { Enabled: true } options ? options.BaseAddress : null);

        return builder.AddOAuth<TOptions, THandler>(authenticationScheme, displayName!, configureOptions);
    }
}
