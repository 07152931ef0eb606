using System.Diagnostics;

namespace WorkOs.AspNetCore;

/// <summary>The span around an exchange of a code or token at WorkOS. The HTTP call inside it has the span of HttpClient.</summary>
internal static class WorkOsActivity
{
    public const string SourceName = "WorkOs.AspNetCore";
    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? StartExchange(string scheme, string grantType) =>
        Source.StartActivity("workos.exchange")?
            .SetTag("aspnetcore.authentication.scheme", scheme)
            .SetTag("workos.grant_type", grantType);

    public static void Fail(Activity? activity, string code, string? requestId) => activity?
        .SetTag("error.type", code)
        .SetTag("workos.request_id", requestId)
        .SetStatus(ActivityStatusCode.Error);
}
