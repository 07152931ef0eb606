using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// Classifies a token exchange for which WorkOS returned no token response: its failure code, and whether the grant or the app is the cause.
/// </summary>
internal static class ExchangeFailures
{
    // Errors that are caused by the set-up of the app, and so occur for every user.
    private static readonly string[] CodesOfTheApp =
        ["invalid_client", "unauthorized_client", "unsupported_grant_type", "pkce_not_supported", "Unauthorized", "unauthorized", "invalid_target", "invalid_scope"];

    public static string CodeOf(WorkOsApiException exception) => exception.Kind switch
    {
        WorkOsApiErrorKind.Rejected when exception.ErrorCode == WorkOsFailureCodes.OrganizationSelectionRequired
            => WorkOsFailureCodes.OrganizationSelectionRequired,
        WorkOsApiErrorKind.Rejected => WorkOsFailureCodes.TokenExchangeRejected,
        WorkOsApiErrorKind.Unavailable => WorkOsFailureCodes.TokenExchangeUnavailable,
        _ => WorkOsFailureCodes.TokenResponseInvalid,
    };

    /// <summary>
    /// Whether WorkOS rejects the grant or the user, so that any client can cause the failure with a made-up code. <see langword="false"/> if the
    /// error is about the client of the app, if WorkOS refuses the client (401, 403) without a reason, and if the answer contains no message of
    /// WorkOS, because its cause is then unknown.
    /// </summary>
    public static bool IsOfTheGrant(WorkOsApiException exception) =>
        exception.Kind == WorkOsApiErrorKind.Rejected
        && (exception.ErrorCode is { } code
            ? !CodesOfTheApp.Contains(code) && (exception.IsInvalidGrant || exception.StatusCode is not HttpStatusCode.Unauthorized and not HttpStatusCode.NotFound)
            : exception.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity && HasMessage(exception));

    private static bool HasMessage(WorkOsApiException exception) =>
        exception.Details is { ValueKind: JsonValueKind.Object } details && details.GetStringOrNull("message") is not null;
}
