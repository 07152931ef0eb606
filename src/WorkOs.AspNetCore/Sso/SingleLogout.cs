using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Asks WorkOS where to end the session at the identity provider. Best effort: an answer that fails or takes longer
/// than three seconds is done without.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/sso/single-logout"/>.</remarks>
internal static class SingleLogout
{
    // WorkOS: "Single Logout is only supported for GenericOIDC connections."
    private const string SupportedConnectionType = "GenericOIDC";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<string?> GetUrlAsync(
        WorkOsOptions options, ClaimsPrincipal principal, TimeProvider time, ILogger logger, string scheme, CancellationToken cancellationToken)
    {
        if (!options.SingleLogout
            || !principal.HasClaim(WorkOsClaimTypes.ConnectionType, SupportedConnectionType)
            || principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } profile)
        {
            return null;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var response = await new WorkOsApiClient(options.Backchannel).PostAsync(
                options.Endpoint("/sso/logout/authorize"),
                new WorkOsLogoutRequest { ProfileId = profile },
                WorkOsJsonContext.Default.WorkOsLogoutRequest,
                options.ClientSecret,
                limit.Token);
            if (CheckUrl(response.RootElement.GetStringOrNull("logout_url"), options) is { } url)
            {
                return url;
            }

            Log.SingleLogoutFailed(logger, scheme, HttpStatusCode.OK, workOsCode: null, requestId: null, description: null);
        }
        catch (WorkOsApiException exception)
        {
            Log.SingleLogoutFailed(logger, scheme, exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.Description);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // No patience left, or a handler of the app on the way. A browser that went away is nothing to report.
            if (!cancellationToken.IsCancellationRequested)
            {
                var reason = patience.IsCancellationRequested ? WorkOsApiException.Timeout : exception.GetType().Name;
                Log.SingleLogoutFailed(logger, scheme, statusCode: null, workOsCode: null, requestId: null, $"The call failed on the way: {reason}.");
            }
        }

        return null;
    }

    private static string? CheckUrl(string? url, WorkOsOptions options) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || Uri.Compare(uri, options.BaseAddress, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0)
            ? uri.AbsoluteUri
            : null;
}
