using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>What an exchange that WorkOS did not answer with a token response means: its failure code, and whose matter it is.</summary>
internal static class ExchangeFailures
{
    // What WorkOS refuses for the sake of the app, whoever the person is.
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
    /// Whether WorkOS blames the grant or the user, so that anybody can cause it with a made-up code. It does not where it
    /// names the client, or refuses it (401, 403) without a reason; and nothing can be told from an answer without a word of WorkOS's.
    /// </summary>
    public static bool IsOfTheGrant(WorkOsApiException exception) =>
        exception.Kind == WorkOsApiErrorKind.Rejected
        && (exception.ErrorCode is { } code
            ? !CodesOfTheApp.Contains(code) && (exception.IsInvalidGrant || exception.StatusCode is not HttpStatusCode.Unauthorized and not HttpStatusCode.NotFound)
            : exception.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity && HasMessage(exception));

    private static bool HasMessage(WorkOsApiException exception) =>
        exception.Details is { ValueKind: JsonValueKind.Object } details && details.GetStringOrNull("message") is not null;
}
