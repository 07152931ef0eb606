using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a scheme that forwards requests to the schemes of an API.</summary>
public static class WorkOsApiExtensions
{
    /// <summary>
    /// Adds a scheme that forwards each request to the scheme of its credential, for an API that accepts several kinds in one header. Access tokens
    /// are forwarded to the bearer scheme of their issuer and, if several schemes have that issuer, of their audience and client; API keys of
    /// customers (<c>sk_…</c>) are forwarded to the scheme for API keys. The selection does not verify the credential: the selected scheme verifies
    /// it, and challenges the request if it refuses it. If none of the schemes of an issuer accepts the audience, the first of them refuses the
    /// token. Make it the default scheme: <c>AddAuthentication(WorkOsApiDefaults.AuthenticationScheme)</c>.
    /// </summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme. Default: <see cref="WorkOsApiDefaults.AuthenticationScheme"/>.</param>
    /// <param name="fallbackScheme">
    /// The scheme for requests without a credential, or with one that no scheme recognizes: its challenge describes where a client gets a token.
    /// Default: <see langword="null"/>, the bearer or API key scheme that was added first.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="authenticationScheme"/> is null.</exception>
    /// <remarks>
    /// If there is no scheme to forward to, if <paramref name="fallbackScheme"/> is none of them, or if two schemes take API keys from the same header, the
    /// app does not start.
    /// </remarks>
    public static AuthenticationBuilder AddWorkOsApi(
        this AuthenticationBuilder builder, string authenticationScheme = WorkOsApiDefaults.AuthenticationScheme, string? fallbackScheme = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(authenticationScheme);

        builder.Services.TryAddSingleton<ApiSchemeSelector>();
        builder.Services.AddSingleton<IValidateOptions<PolicySchemeOptions>>(provider =>
            new ApiSchemesValidator(authenticationScheme, fallbackScheme, provider.GetRequiredService<ApiSchemeSelector>()));
        builder.Services.AddOptions<PolicySchemeOptions>(authenticationScheme).ValidateOnStart();
        return builder.AddPolicyScheme(authenticationScheme, displayName: null, options =>
            options.ForwardDefaultSelector = context => context.RequestServices.GetRequiredService<ApiSchemeSelector>().Select(context.Request, fallbackScheme));
    }
}
