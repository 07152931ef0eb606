using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds sign-in with AuthKit, with sessions that are refreshed automatically.</summary>
public static class WorkOsAuthKitExtensions
{
    /// <summary>
    /// Adds a cookie as the default scheme and AuthKit as the challenge scheme, configured by the section
    /// <c>Authentication:Schemes:WorkOS.AuthKit</c> or by <c>WORKOS_CLIENT_ID</c> and <c>WORKOS_API_KEY</c>. An app that already
    /// has a cookie scheme calls <c>AddAuthentication(…).AddWorkOsAuthKit()</c> instead. An app that also calls
    /// <c>services.AddWorkOs()</c> has one cookie for both products, and the product that is added first is the challenge scheme.
    /// </summary>
    /// <param name="services">The services of the app.</param>
    /// <returns>A builder for further schemes. Call <c>AddWorkOsDistributedSessions()</c> on it to keep tokens on the server.</returns>
    public static AuthenticationBuilder AddWorkOsAuthKit(this IServiceCollection services) =>
        services.AddWorkOsAuthKit(static _ => { });

    /// <inheritdoc cref="AddWorkOsAuthKit(IServiceCollection)"/>
    /// <param name="services">The services of the app.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthenticationBuilder AddWorkOsAuthKit(this IServiceCollection services, Action<WorkOsAuthKitOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        return SharedCookie.Add(services, WorkOsAuthKitDefaults.AuthenticationScheme).AddWorkOsAuthKit(configureOptions);
    }

    /// <summary>Adds the scheme <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>, configured by its configuration section.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddWorkOsAuthKit(this AuthenticationBuilder builder) =>
        builder.AddWorkOsAuthKit(WorkOsAuthKitDefaults.AuthenticationScheme, static _ => { });

    /// <summary>Adds the scheme <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/>.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddWorkOsAuthKit(this AuthenticationBuilder builder, Action<WorkOsAuthKitOptions> configureOptions) =>
        builder.AddWorkOsAuthKit(WorkOsAuthKitDefaults.AuthenticationScheme, configureOptions);

    /// <summary>Adds a scheme; an app with several WorkOS environments adds one for each, with its own callback path.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme, and of its section below <c>Authentication:Schemes</c>.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddWorkOsAuthKit(
        this AuthenticationBuilder builder, string authenticationScheme, Action<WorkOsAuthKitOptions> configureOptions) =>
        builder.AddWorkOsAuthKit(authenticationScheme, WorkOsAuthKitDefaults.DisplayName, configureOptions);

    /// <summary>Adds a scheme with the name that a sign-in page shows for it.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme, and of its section below <c>Authentication:Schemes</c>.</param>
    /// <param name="displayName">The name to show; <see langword="null"/> excludes the scheme from lists of external logins.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="displayName"/> is null.</exception>
    public static AuthenticationBuilder AddWorkOsAuthKit(
        this AuthenticationBuilder builder, string authenticationScheme, string? displayName, Action<WorkOsAuthKitOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        ArgumentNullException.ThrowIfNull(configureOptions);

        AuthKitServices.Add(builder.Services);
        return builder.AddWorkOsRemote<WorkOsAuthKitOptions, WorkOsAuthKitHandler, AuthKitProduct, WorkOsAuthKitConfigureOptions>(
            authenticationScheme, displayName, configureOptions);
    }
}
