using System.Net.Http.Headers;

namespace LiveCheck.Facts;

/// <summary>Every check, in the order in which they have to be tried.</summary>
internal static class AllChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<Check> InOrder { get; } =
        [.. SsoChecks.Alone, .. AuthKitChecks.Alone, .. ManagementChecks.All, .. ConnectChecks.Alone, .. SsoChecks.SignedIn, .. AuthKitChecks.SignedIn, .. ConnectChecks.SignedIn];

    /// <summary>What the client of a run sends through: it follows no redirect, and keeps no cookie.</summary>
    public static SocketsHttpHandler NewHandler() => new() { AllowAutoRedirect = false, UseCookies = false };

    /// <summary>The client of a run. It sends a user agent: without one the AuthKit domain may answer 403.</summary>
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
