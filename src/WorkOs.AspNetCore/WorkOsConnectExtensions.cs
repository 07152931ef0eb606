using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds sign-in with WorkOS Connect, WorkOS's OpenID Connect.</summary>
public static class WorkOsConnectExtensions
{
    /// <summary>
    /// Adds a cookie as the default scheme and Connect as the challenge scheme, configured by the section
    /// <c>Authentication:Schemes:WorkOS.Connect</c>. An app that already has a cookie scheme calls
    /// <c>AddAuthentication(…).AddWorkOsConnect()</c> instead. An app that also calls <c>services.AddWorkOs()</c> or
    /// <c>services.AddWorkOsAuthKit()</c> has one cookie for all, and the product that is added first is the challenge scheme.
    /// </summary>
    /// <param name="services">The services of the app.</param>
    /// <returns>A builder for further schemes. Call <c>AddWorkOsDistributedSessions()</c> on it to keep tokens on the server.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static AuthenticationBuilder AddWorkOsConnect(this IServiceCollection services) =>
        services.AddWorkOsConnect(static _ => { });

    /// <inheritdoc cref="AddWorkOsConnect(IServiceCollection)"/>
    /// <param name="services">The services of the app.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthenticationBuilder AddWorkOsConnect(this IServiceCollection services, Action<WorkOsConnectOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        return SharedCookie.Add(services, WorkOsConnectDefaults.AuthenticationScheme).AddWorkOsConnect(configureOptions);
    }

    /// <summary>Adds the scheme <see cref="WorkOsConnectDefaults.AuthenticationScheme"/>, configured by its configuration section.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static AuthenticationBuilder AddWorkOsConnect(this AuthenticationBuilder builder) =>
        builder.AddWorkOsConnect(WorkOsConnectDefaults.AuthenticationScheme, static _ => { });

    /// <summary>Adds the scheme <see cref="WorkOsConnectDefaults.AuthenticationScheme"/>.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthenticationBuilder AddWorkOsConnect(this AuthenticationBuilder builder, Action<WorkOsConnectOptions> configureOptions) =>
        builder.AddWorkOsConnect(WorkOsConnectDefaults.AuthenticationScheme, configureOptions);

    /// <summary>Adds a scheme; an app with several AuthKit domains adds one for each, with its own callback path.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme, and of its section below <c>Authentication:Schemes</c>.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthenticationBuilder AddWorkOsConnect(
        this AuthenticationBuilder builder, string authenticationScheme, Action<WorkOsConnectOptions> configureOptions) =>
        builder.AddWorkOsConnect(authenticationScheme, WorkOsConnectDefaults.DisplayName, configureOptions);

    /// <summary>Adds a scheme with the name that a sign-in page shows for it.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme, and of its section below <c>Authentication:Schemes</c>.</param>
    /// <param name="displayName">The name to show; <see langword="null"/> excludes the scheme from lists of external logins.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="displayName"/> is null.</exception>
    public static AuthenticationBuilder AddWorkOsConnect(
        this AuthenticationBuilder builder, string authenticationScheme, string? displayName, Action<WorkOsConnectOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        ArgumentNullException.ThrowIfNull(configureOptions);

        builder.Services.AddDataProtection();
        builder.Services.AddSessions<WorkOsConnectHandler>(static provider =>
            new SessionProduct(provider.GetRequiredService<IOptionsMonitor<WorkOsConnectOptions>>().Get, ConnectRefresh.AskAsync)
            {
                SendsRefreshTokenOnce = true,
                CanSwitchOrganization = false,
                ListsSessions = false,
                PrepareAsync = ConnectRefresh.PrepareAsync,
            });
        builder.AddWorkOsRemote<WorkOsConnectOptions, WorkOsConnectHandler, ConnectProduct, WorkOsConnectConfigureOptions>(
            authenticationScheme, displayName, configureOptions);

        // Registered after the post-configuration that all products share, because the provider uses the HTTP client that is created there.
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<WorkOsConnectOptions>, WorkOsConnectPostConfigureOptions>());
        return builder;
    }
}
