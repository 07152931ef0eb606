using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Requests the URL that ends the session at the identity provider from WorkOS. Best effort: if the call fails or takes longer than three seconds,
/// the sign-out continues without this URL.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/sso/single-logout"/>.</remarks>
internal static class SingleLogout
{
    // WorkOS: "Single Logout is only supported for GenericOIDC connections."
    private const string SupportedConnectionType = "GenericOIDC";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public static async Task<string?> GetUrlAsync(
        WorkOsOptions options, ClaimsPrincipal principal, TimeProvider time, ILogger logger, string scheme, CancellationToken cancellationToken)
    {
        if (!options.SingleLogout
            || !principal.HasClaim(WorkOsClaimTypes.ConnectionType, SupportedConnectionType)
            || principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } profile)
        {
            return null;
        }

        using var timeout = new CancellationTokenSource(Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await new WorkOsApiClient(options.Backchannel).PostAsync(
                options.Endpoint("/sso/logout/authorize"),
                new WorkOsLogoutRequest { ProfileId = profile },
                WorkOsJsonContext.Default.WorkOsLogoutRequest,
                options.ClientSecret,
                limit.Token);
            return CheckUrl(response.RootElement.GetStringOrNull("logout_url"), options)
                ?? throw new WorkOsApiException(WorkOsApiErrorKind.Invalid, HttpStatusCode.OK);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A call that was cancelled because the browser disconnected is not logged.
            if (exception is WorkOsApiException || !cancellationToken.IsCancellationRequested)
            {
                var failure = WorkOsApiException.Of(exception);
                Log.SingleLogoutFailed(logger, scheme, failure.StatusCode, failure.ErrorCode, failure.RequestId, failure.Description);
            }

            return null;
        }
    }

    private static string? CheckUrl(string? url, WorkOsOptions options) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || Uri.Compare(uri, options.BaseAddress, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0)
            ? uri.AbsoluteUri
            : null;
}
