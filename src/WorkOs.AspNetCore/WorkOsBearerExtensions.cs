using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds schemes that authenticate API requests by access tokens of AuthKit and of WorkOS Connect.</summary>
public static class WorkOsBearerExtensions
{
    /// <summary>Adds the scheme <see cref="WorkOsBearerDefaults.AuthenticationScheme"/>, configured by its configuration section.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddWorkOsBearer(this AuthenticationBuilder builder) =>
        builder.AddWorkOsBearer(WorkOsBearerDefaults.AuthenticationScheme, static _ => { });

    /// <summary>Adds the scheme <see cref="WorkOsBearerDefaults.AuthenticationScheme"/>.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddWorkOsBearer(this AuthenticationBuilder builder, Action<WorkOsBearerOptions> configureOptions) =>
        builder.AddWorkOsBearer(WorkOsBearerDefaults.AuthenticationScheme, configureOptions);

    /// <summary>Adds a scheme; an API that serves several WorkOS environments adds one for each.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme, and of its section below <c>Authentication:Schemes</c>.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddWorkOsBearer(
        this AuthenticationBuilder builder, string authenticationScheme, Action<WorkOsBearerOptions> configureOptions) =>
        builder.AddWorkOsBearer(authenticationScheme, displayName: null, configureOptions);

    /// <summary>Adds a scheme with a display name.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme, and of its section below <c>Authentication:Schemes</c>.</param>
    /// <param name="displayName">The name to show; <see langword="null"/> excludes the scheme from lists of external logins.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="displayName"/> is null.</exception>
    public static AuthenticationBuilder AddWorkOsBearer(
        this AuthenticationBuilder builder, string authenticationScheme, string? displayName, Action<WorkOsBearerOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        ArgumentNullException.ThrowIfNull(configureOptions);

        var services = builder.Services;
        services.AddWorkOsDiagnostics();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, RecentSignInHandler>());

        // Registered before the app's own delegate, so that code overrides configuration.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<WorkOsBearerOptions>, WorkOsBearerConfigureOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<WorkOsBearerOptions>, WorkOsBearerPostConfigureOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkOsBearerOptions>, WorkOsBearerOptionsValidator>());
        services.AddOptions<WorkOsBearerOptions>(authenticationScheme).ValidateOnStart();
        UnknownSettingsCheck.Add(services, authenticationScheme, provider =>
            provider.GetRequiredService<IOptionsMonitor<WorkOsBearerOptions>>().Get(authenticationScheme) is { Enabled: true } options ? options.UnknownSettings : []);
        BaseAddressCheck.Add(services, authenticationScheme, provider =>
            provider.GetRequiredService<IOptionsMonitor<WorkOsBearerOptions>>().Get(authenticationScheme) is { Enabled: true } options ? options.AuthKitDomain ?? options.BaseAddress : null);

        services.TryAddSingleton<ProtectedResources>();
        services.AddSingleton(ApiScheme.ForTokens(authenticationScheme, provider =>
            provider.GetRequiredService<IOptionsMonitor<WorkOsBearerOptions>>().Get(authenticationScheme) is { Enabled: true } options ? options.Validator : null));

        return builder.AddScheme<WorkOsBearerOptions, WorkOsBearerHandler>(authenticationScheme, displayName, configureOptions);
    }
}
