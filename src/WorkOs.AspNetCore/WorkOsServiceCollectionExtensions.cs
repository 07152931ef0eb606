using Microsoft.AspNetCore.Authentication;
using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds everything that an app without authentication needs to sign people in with WorkOS.</summary>
public static class WorkOsServiceCollectionExtensions
{
    /// <summary>
    /// Adds a cookie as the default scheme and WorkOS as the challenge scheme, set up by the configuration section
    /// <c>Authentication:Schemes:WorkOS</c> or by <c>WORKOS_CLIENT_ID</c> and <c>WORKOS_API_KEY</c>. An app that has
    /// a cookie scheme already calls <c>AddAuthentication(…).AddWorkOs()</c> instead, and one with AuthKit beside it
    /// <c>services.AddWorkOs().AddWorkOsAuthKit()</c>: a second call on the services would add the cookie again.
    /// </summary>
    /// <param name="services">The services of the app.</param>
    /// <returns>A builder for more schemes.</returns>
    public static AuthenticationBuilder AddWorkOs(this IServiceCollection services) => services.AddWorkOs(static _ => { });

    /// <inheritdoc cref="AddWorkOs(IServiceCollection)"/>
    /// <param name="services">The services of the app.</param>
    /// <param name="configureOptions">Sets options; wins over configuration.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthenticationBuilder AddWorkOs(this IServiceCollection services, Action<WorkOsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services
            .AddWorkOsCookie<WorkOsOptions>(WorkOsDefaults.AuthenticationScheme)
            .AddWorkOs(configureOptions);
    }
}
