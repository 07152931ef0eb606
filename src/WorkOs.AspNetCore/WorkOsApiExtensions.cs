using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkOs.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds one scheme in front of the schemes of an API.</summary>
public static class WorkOsApiExtensions
{
    /// <summary>
    /// Adds a scheme that forwards each request to the scheme of its credential, for an API that accepts several kinds in one header:
    /// access tokens to the bearer scheme of their issuer and, where several schemes have that issuer, of their audience and client; customers' API
    /// keys (<c>sk_…</c>) to the scheme for those. The credential is not verified for that; the scheme that is chosen verifies it, and answers the
    /// request where it is refused. Where none of the schemes of an issuer accepts the audience, the first of them refuses the token. Make it the default scheme:
    /// <c>AddAuthentication(WorkOsApiDefaults.AuthenticationScheme)</c>.
    /// </summary>
    /// <param name="builder">The builder that <c>AddAuthentication</c> returned.</param>
    /// <param name="authenticationScheme">The name of the scheme. Default: <see cref="WorkOsApiDefaults.AuthenticationScheme"/>.</param>
    /// <param name="fallbackScheme">
    /// The scheme of requests without a credential, or with one that no scheme recognizes: its challenge tells a client where to get a token.
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
