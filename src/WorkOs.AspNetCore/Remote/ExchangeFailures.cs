namespace WorkOs.AspNetCore;

/// <summary>The failure code of an exchange that WorkOS did not answer with a token response.</summary>
internal static class ExchangeFailures
{
    public static string CodeOf(WorkOsApiErrorKind kind) => kind switch
    {
        WorkOsApiErrorKind.Rejected => WorkOsFailureCodes.TokenExchangeRejected,
        WorkOsApiErrorKind.Unavailable => WorkOsFailureCodes.TokenExchangeUnavailable,
        _ => WorkOsFailureCodes.TokenResponseInvalid,
    };
}
