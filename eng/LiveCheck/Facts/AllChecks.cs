using System.Net.Http.Headers;

namespace LiveCheck.Facts;

/// <summary>All checks, in the order in which they must run.</summary>
internal static class AllChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<Check> InOrder { get; } =
        [.. SsoChecks.Alone, .. AuthKitChecks.Alone, .. ManagementChecks.All, .. ConnectChecks.Alone, .. SsoChecks.SignedIn, .. AuthKitChecks.SignedIn, .. ConnectChecks.SignedIn];

    /// <summary>The handler for the client of a run. It does not follow redirects or keep cookies.</summary>
    public static SocketsHttpHandler NewHandler() => new() { AllowAutoRedirect = false, UseCookies = false };

    /// <summary>The client of a run. It sends a user agent, because the AuthKit domain may respond with 403 to requests without one.</summary>
    public static HttpClient NewClient(HttpMessageHandler handler) => new(handler, disposeHandler: false)
    {
        Timeout = Patience,
        DefaultRequestHeaders =
        {
            UserAgent = { new ProductInfoHeaderValue("WorkOs.AspNetCore.LiveCheck", "1.0") },
            Accept = { new MediaTypeWithQualityHeaderValue("application/json") },
        },
    };
}
