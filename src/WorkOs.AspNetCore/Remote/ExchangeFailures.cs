namespace WorkOs.AspNetCore;

/// <summary>The failure code of an exchange that WorkOS did not answer with a token response.</summary>
internal static class ExchangeFailures
{
    public static string CodeOf(WorkOsApiException exception) => exception.Kind switch
    {
        WorkOsApiErrorKind.Rejected when exception.ErrorCode == WorkOsFailureCodes.OrganizationSelectionRequired
            => WorkOsFailureCodes.OrganizationSelectionRequired,
        WorkOsApiErrorKind.Rejected => WorkOsFailureCodes.TokenExchangeRejected,
        WorkOsApiErrorKind.Unavailable => WorkOsFailureCodes.TokenExchangeUnavailable,
        _ => WorkOsFailureCodes.TokenResponseInvalid,
    };
}
