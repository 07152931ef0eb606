using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds everything that an app without authentication needs to sign users in with WorkOS.</summary>
public static class WorkOsServiceCollectionExtensions
{
    /// <summary>
    /// Adds a cookie as the default scheme and single sign-on with WorkOS as the challenge scheme, configured by the section
    /// <c>Authentication:Schemes:WorkOS</c> or by <c>WORKOS_CLIENT_ID</c> and <c>WORKOS_API_KEY</c>. An app that already has a
    /// cookie scheme calls <c>AddAuthentication(…).AddWorkOs()</c> instead. An app that also calls
    /// <c>services.AddWorkOsAuthKit()</c> has one cookie for both products, and the product that is added first is the challenge scheme.
    /// </summary>
    /// <param name="services">The services of the app.</param>
    /// <returns>A builder for more schemes.</returns>
    public static AuthenticationBuilder AddWorkOs(this IServiceCollection services) => services.AddWorkOs(static _ => { });

    /// <inheritdoc cref="AddWorkOs(IServiceCollection)"/>
    /// <param name="services">The services of the app.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthenticationBuilder AddWorkOs(this IServiceCollection services, Action<WorkOsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        return SharedCookie.Add(services, WorkOsDefaults.AuthenticationScheme).AddWorkOs(configureOptions);
    }
}
