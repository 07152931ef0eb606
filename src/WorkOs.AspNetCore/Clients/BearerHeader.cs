using System.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Sends a request with a token, and removes the token afterwards, because an outer handler may send the request again or log it.
/// </summary>
internal static class BearerHeader
{
    /// <exception cref="InvalidOperationException">The request has an <c>Authorization</c> header already.</exception>
    public static void VerifyNone(HttpRequestMessage request, string client)
    {
        if (request.Headers.Contains("Authorization"))
        {
            throw new InvalidOperationException(
                $"A request of HTTP client '{client}' already has an Authorization header: remove it, or use a client without a token of its own.");
        }
    }

    public static async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, string token, Func<HttpRequestMessage, Task<HttpResponseMessage>> send)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            return await send(request);
        }
        finally
        {
            request.Headers.Authorization = null;
        }
    }
}
