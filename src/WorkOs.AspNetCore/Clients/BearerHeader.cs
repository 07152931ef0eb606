using System.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>Sends a request with a token, which it does not keep afterwards: a handler further out may send it again, or log it.</summary>
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
