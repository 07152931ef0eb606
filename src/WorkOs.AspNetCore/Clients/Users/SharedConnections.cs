namespace WorkOs.AspNetCore;

/// <summary>The connections of an HTTP client, which all users of the app share.</summary>
internal static class SharedConnections
{
    /// <summary>Disables cookies: a cookie that an API sets for one user would be sent with the requests of other users.</summary>
    public static void RemoveCookies(HttpMessageHandler handler)
    {
        switch (handler)
        {
            case SocketsHttpHandler { UseCookies: true } sockets:
                sockets.UseCookies = false;
                break;
            case HttpClientHandler { UseCookies: true } client:
                client.UseCookies = false;
                break;
        }
    }
}
