using Microsoft.AspNetCore.Authentication.Cookies;
using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds single sign-on with WorkOS to the schemes of an app, and keeps the sessions of its cookie schemes on the server.</summary>
public static class WorkOsAuthenticationBuilderExtensions
{
    /// <summary>Adds the scheme <see cref="WorkOsDefaults.AuthenticationScheme"/>, configured by its configuration section.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static AuthenticationBuilder AddWorkOs(this AuthenticationBuilder builder) =>
        builder.AddWorkOs(WorkOsDefaults.AuthenticationScheme, static _ => { });

    /// <summary>Adds the scheme <see cref="WorkOsDefaults.AuthenticationScheme"/>.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthenticationBuilder AddWorkOs(this AuthenticationBuilder builder, Action<WorkOsOptions> configureOptions) =>
        builder.AddWorkOs(WorkOsDefaults.AuthenticationScheme, configureOptions);

    /// <summary>Adds a scheme; an app with several WorkOS environments adds one for each, with its own callback path.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme, and of its section below <c>Authentication:Schemes</c>.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthenticationBuilder AddWorkOs(
        this AuthenticationBuilder builder, string authenticationScheme, Action<WorkOsOptions> configureOptions) =>
        builder.AddWorkOs(authenticationScheme, WorkOsDefaults.DisplayName, configureOptions);

    /// <summary>Adds a scheme with the name that a sign-in page shows for it.</summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme, and of its section below <c>Authentication:Schemes</c>.</param>
    /// <param name="displayName">The name to show; <see langword="null"/> keeps the scheme off lists of external logins.</param>
    /// <param name="configureOptions">Configures the options. Overrides configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="displayName"/> is null.</exception>
    public static AuthenticationBuilder AddWorkOs(
        this AuthenticationBuilder builder, string authenticationScheme, string? displayName, Action<WorkOsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        ArgumentNullException.ThrowIfNull(configureOptions);

        SsoServices.Add(builder.Services);
        return builder.AddWorkOsRemote<WorkOsOptions, WorkOsHandler, SsoProduct, WorkOsConfigureOptions>(
            authenticationScheme, displayName, configureOptions);
    }

    /// <summary>
    /// Keeps sessions in the app's <c>IDistributedCache</c>, or its <see cref="IWorkOsSessionCache"/>, instead of in the cookie, which then
    /// holds an opaque id: tokens stay on the server, permissions can be as many as they like, and machines that share the cache
    /// and the Data Protection keys share the sessions. An app with several machines registers a shared cache. All
    /// sessions of the cookie scheme are kept so, those of single sign-on as those of AuthKit, and no others: an app that
    /// has several cookie schemes calls it for each, and the id of one means nothing in another. A stored session ends
    /// with its ticket (14 days without an end), with sign-out, or with the next sign-in of its browser.
    /// </summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c>, <c>AddWorkOs</c> or <c>AddWorkOsAuthKit</c> returned.</param>
    /// <param name="cookieScheme">The cookie scheme that holds the sessions. Default: <see cref="CookieAuthenticationDefaults.AuthenticationScheme"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthenticationBuilder AddWorkOsDistributedSessions(
        this AuthenticationBuilder builder, string cookieScheme = CookieAuthenticationDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(cookieScheme);

        StoredSessionServices.Add(builder.Services, cookieScheme);
        return builder;
    }
}
