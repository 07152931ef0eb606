using Microsoft.AspNetCore.Authentication.Cookies;
using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds single sign-on with WorkOS to the schemes of an app, and stores the sessions of its cookie schemes on the server.</summary>
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
    /// <param name="displayName">The name to show; <see langword="null"/> excludes the scheme from lists of external logins.</param>
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
    /// Stores sessions in the app's <c>IDistributedCache</c>, or its <see cref="IWorkOsSessionCache"/>, instead of in the cookie, which then contains
    /// an opaque id. Tokens stay on the server, the size of the cookie does not limit the number of permissions, and machines that share the cache
    /// and the Data Protection keys share the sessions. An app on several machines must register a shared cache. All sessions of the cookie scheme
    /// are stored this way, those of single sign-on and those of AuthKit, and no others. An app with several cookie schemes calls this method for
    /// each; the session id of one is not valid for another. A stored session ends with its ticket (after 14 days if the ticket has no expiration),
    /// with sign-out, or with the next sign-in of its browser.
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
