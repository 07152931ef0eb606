using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Net.Http.Headers;
using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds schemes that authenticate API requests by API keys of customers.</summary>
public static class WorkOsApiKeyExtensions
{
    /// <summary>Adds the scheme <see cref="WorkOsApiKeyDefaults.AuthenticationScheme"/>, configured by its configuration section.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddWorkOsApiKey(this AuthenticationBuilder builder) =>
        builder.AddWorkOsApiKey(WorkOsApiKeyDefaults.AuthenticationScheme, static _ => { });

    /// <summary>Adds the scheme <see cref="WorkOsApiKeyDefaults.AuthenticationScheme"/>.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddWorkOsApiKey(this AuthenticationBuilder builder, Action<WorkOsApiKeyOptions> configureOptions) =>
        builder.AddWorkOsApiKey(WorkOsApiKeyDefaults.AuthenticationScheme, configureOptions);

    /// <summary>Adds a scheme; an API that serves several WorkOS environments adds one for each.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme, and of its section below <c>Authentication:Schemes</c>.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddWorkOsApiKey(
        this AuthenticationBuilder builder, string authenticationScheme, Action<WorkOsApiKeyOptions> configureOptions) =>
        builder.AddWorkOsApiKey(authenticationScheme, displayName: null, configureOptions);

    /// <summary>Adds a scheme with a display name.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme, and of its section below <c>Authentication:Schemes</c>.</param>
    /// <param name="displayName">The name to show; <see langword="null"/> excludes the scheme from lists of external logins.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="displayName"/> is null.</exception>
    public static AuthenticationBuilder AddWorkOsApiKey(
        this AuthenticationBuilder builder, string authenticationScheme, string? displayName, Action<WorkOsApiKeyOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        ArgumentNullException.ThrowIfNull(configureOptions);

        var services = builder.Services;
        services.AddWorkOsDiagnostics();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, RecentSignInHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookListener<WorkOsApiKeyOptions>, ApiKeyWebhooks>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookListener<WorkOsAuthKitOptions>, ApiKeyWebhooks>());

        // Registered before the app's own delegate, so that code overrides configuration.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<WorkOsApiKeyOptions>, WorkOsApiKeyConfigureOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<WorkOsApiKeyOptions>, WorkOsApiKeyPostConfigureOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkOsApiKeyOptions>, WorkOsApiKeyOptionsValidator>());
        services.AddOptions<WorkOsApiKeyOptions>(authenticationScheme).ValidateOnStart();
        UnknownSettingsCheck.Add(services, authenticationScheme, provider =>
            provider.GetRequiredService<IOptionsMonitor<WorkOsApiKeyOptions>>().Get(authenticationScheme) is { Enabled: true } options ? options.UnknownSettings : []);
        BaseAddressCheck.Add(services, authenticationScheme, provider =>
            provider.GetRequiredService<IOptionsMonitor<WorkOsApiKeyOptions>>().Get(authenticationScheme) is { Enabled: true } options ? options.BaseAddress : null);

        services.AddSingleton(ApiScheme.ForKeys(authenticationScheme, provider =>
            provider.GetRequiredService<IOptionsMonitor<WorkOsApiKeyOptions>>().Get(authenticationScheme) is { Enabled: true } options
                ? options.HeaderName ?? HeaderNames.Authorization
                : null));

        return builder.AddScheme<WorkOsApiKeyOptions, WorkOsApiKeyHandler>(authenticationScheme, displayName, configureOptions);
    }
}
