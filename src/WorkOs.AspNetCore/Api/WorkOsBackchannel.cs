using System.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>Makes the HTTP client of a scheme.</summary>
internal static class WorkOsBackchannel
{
    private const int MaxResponseBytes = 1024 * 1024;
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly ProductInfoHeaderValue UserAgent =
        new("WorkOs.AspNetCore", typeof(WorkOsBackchannel).Assembly.GetName().Version?.ToString(3));

    public static HttpClient Create(HttpMessageHandler? handler, TimeSpan timeout)
    {
        // The app disposes a handler that it has provided. The pooled handler lives as long as the options, that is, as long as the app.
#pragma warning disable CA2000, RS0030
        var client = handler is null ? new HttpClient(CreatePooledHandler()) : new HttpClient(handler, disposeHandler: false);
#pragma warning restore CA2000, RS0030
        client.MaxResponseContentBufferSize = MaxResponseBytes;
        client.DefaultRequestHeaders.UserAgent.Add(UserAgent);
        if (timeout > TimeSpan.Zero)
        {
            client.Timeout = timeout;
        }

        return client;
    }

    // No redirects, so that the secret is sent only to the configured address. No cookies, so that sign-ins of different users share no state.
    // Connections are replaced regularly, because DNS answers change.
    private static SocketsHttpHandler CreatePooledHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
    };
}
