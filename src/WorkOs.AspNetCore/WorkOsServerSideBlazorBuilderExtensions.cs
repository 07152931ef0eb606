using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has components follow the session of their user.</summary>
public static class WorkOsServerSideBlazorBuilderExtensions
{
    /// <summary>
    /// Has the authentication state of interactive components follow the session of their user: when it ends or moves to another organization, on
    /// this machine or by a webhook that arrives here, components are rendered again at once; after what another machine or WorkOS does, within
    /// <see cref="WorkOsAuthenticationStateOptions.RevalidationInterval"/>. Also adds <see cref="WorkOsBlazorSession"/>, which gives components the access token, and
    /// the cascading authentication state. It takes the place of the app's <c>AuthenticationStateProvider</c>.
    /// </summary>
    /// <remarks>
    /// An open circuit refreshes the session as requests do, if it is stored on the server with <c>AddWorkOsDistributedSessions</c>. What happens to a session in
    /// the cookie is noticed as far as the app has heard of its end: by a webhook, a sign-out or <see cref="WorkOsSessions"/>.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddInteractiveServerComponents</c> or <c>AddServerSideBlazor</c> returned.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IServerSideBlazorBuilder AddWorkOsAuthenticationState(this IServerSideBlazorBuilder builder) =>
        builder.AddWorkOsAuthenticationState(static _ => { });

    /// <inheritdoc cref="AddWorkOsAuthenticationState(IServerSideBlazorBuilder)"/>
    /// <param name="builder">The builder that <c>AddInteractiveServerComponents</c> or <c>AddServerSideBlazor</c> returned.</param>
    /// <param name="configureOptions">Configures the options.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServerSideBlazorBuilder AddWorkOsAuthenticationState(
        this IServerSideBlazorBuilder builder, Action<WorkOsAuthenticationStateOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureOptions);

        BlazorServices.Add(builder);
        builder.Services.Configure(configureOptions);
        return builder;
    }
}
