using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds an authentication state for components that follows the session of the user.</summary>
public static class WorkOsServerSideBlazorBuilderExtensions
{
    /// <summary>
    /// Updates the authentication state of interactive components when the session of their user ends or moves to another organization. After a
    /// change by this machine, or by a webhook that it receives, components are rendered again immediately; after a change by another machine or by
    /// WorkOS, within <see cref="WorkOsAuthenticationStateOptions.RevalidationInterval"/>. Also adds <see cref="WorkOsBlazorSession"/>, which gives
    /// components the access token, and the cascading authentication state. Replaces the app's <c>AuthenticationStateProvider</c>.
    /// </summary>
    /// <remarks>
    /// An open circuit refreshes the session as requests do, if it is stored on the server with <c>AddWorkOsDistributedSessions</c>. For a session in
    /// the cookie, the circuit detects only an end that the app has recorded: by a webhook, a sign-out or <see cref="WorkOsSessions"/>.
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
