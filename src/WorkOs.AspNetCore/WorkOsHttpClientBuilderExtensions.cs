using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds access tokens to the requests of an HTTP client.</summary>
public static class WorkOsHttpClientBuilderExtensions
{
    /// <summary>
    /// Sends the requests of the client with tokens of a machine (an M2M application, OAuth 2.0 client credentials). A token is used until it
    /// expires; clients with the same application, scopes and resource share it. If the service responds with 401, another token is requested and the
    /// request is sent once more, provided that its content can be sent again: text, bytes, forms and JSON, and anything of a known length of at most
    /// one megabyte.
    /// </summary>
    /// <remarks>
    /// A request throws a <see cref="WorkOsMachineTokenException"/> if there is no token, and an <see cref="InvalidOperationException"/> if its
    /// origin is neither that of the client's base address nor one of <see cref="WorkOsMachineTokenOptions.Origins"/>, or if it has an
    /// <c>Authorization</c> header already. A redirect is followed without the token. See <see href="https://workos.com/docs/authkit/connect/m2m"/>.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddHttpClient</c> returned.</param>
    /// <param name="configureOptions">Configures the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddWorkOsMachineToken(this IHttpClientBuilder builder, Action<WorkOsMachineTokenOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureOptions);

        var (services, name) = (builder.Services, builder.Name);
        services.AddWorkOsDiagnostics();
        services.TryAddSingleton<MachineTokens>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkOsMachineTokenOptions>, WorkOsMachineTokenOptionsValidator>());
        services.AddOptions<WorkOsMachineTokenOptions>(name).Configure(configureOptions).ValidateOnStart();
        services.TryAddKeyedSingleton(name, static (provider, key) => new MachineClient(
            (string)key!,
            provider.GetRequiredService<IOptionsMonitor<WorkOsMachineTokenOptions>>(),
            provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>(),
            provider.GetRequiredService<MachineTokens>(),
            provider.GetRequiredService<OutcomeReports>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MachineClient>>()));
        return builder.AddHttpMessageHandler(provider => new MachineTokenHandler(name, provider.GetRequiredKeyedService<MachineClient>(name)));
    }

    /// <summary>
    /// Sends the requests of the client with the access token of the user of the current request, or of the Blazor circuit of the component that
    /// makes the call (<c>AddWorkOsAuthenticationState</c>), taken from the AuthKit session of the scheme
    /// <see cref="WorkOsAuthKitDefaults.AuthenticationScheme"/> and refreshed when due. Any service that receives the token can use it: specify the
    /// origins of your own APIs, and no others.
    /// </summary>
    /// <remarks>
    /// A request throws a <see cref="WorkOsAccessTokenException"/> if the session has no token, and an <see cref="InvalidOperationException"/> if it
    /// goes to another origin, has an <c>Authorization</c> header already, or is sent outside of a request. A redirect is followed without the token.
    /// The client sends no cookies, because its connections are shared by all users.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddHttpClient</c> returned.</param>
    /// <param name="origins">The origins to which the token may be sent, such as <c>https://api.example.com</c>; at least one. Http is accepted for loopback hosts only.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">No origin is specified, or one is not a valid origin.</exception>
    public static IHttpClientBuilder AddWorkOsAccessToken(this IHttpClientBuilder builder, params string[] origins) =>
        builder.AddWorkOsAccessToken(WorkOsAuthKitDefaults.AuthenticationScheme, origins);

    /// <inheritdoc cref="AddWorkOsAccessToken(IHttpClientBuilder, string[])"/>
    /// <summary>Sends the requests of the client with the access token of the user of the current request, taken from the session of a scheme and refreshed when due.</summary>
    /// <param name="builder">The builder that <c>AddHttpClient</c> returned.</param>
    /// <param name="authenticationScheme">The scheme that the user signed in with.</param>
    /// <param name="origins">The origins to which the token may be sent; at least one.</param>
    public static IHttpClientBuilder AddWorkOsAccessToken(this IHttpClientBuilder builder, string authenticationScheme, IEnumerable<string> origins)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        ArgumentNullException.ThrowIfNull(origins);

        var allowed = AllowedOrigins.Named(builder.Name, origins);
        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddSingleton<RequestTokens>();
        builder.Services.PostConfigure<HttpClientFactoryOptions>(
            builder.Name, static settings => settings.HttpMessageHandlerBuilderActions.Add(static handlers => SharedConnections.RemoveCookies(handlers.PrimaryHandler)));
        return builder.AddHttpMessageHandler(provider => new AccessTokenHandler(
            builder.Name, authenticationScheme, provider.GetRequiredService<RequestTokens>(), allowed));
    }
}
