using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SampleSite.Api;

/// <summary>
/// Calls the API of the site with a credential. It uses the address of the server, not the Host header of a request, so that a token is not sent to
/// another host.
/// </summary>
public sealed class OwnApi(HttpClient http, IServer server)
{
    public async Task<WhoAmI?> WhoAmIAsync(string accessToken, CancellationToken cancellationToken)
    {
        using var response = await SendAsync("GET", "/api/whoami", accessToken, cancellationToken);
        return response is { IsSuccessStatusCode: true } ? await response.Content.ReadFromJsonAsync<WhoAmI>(cancellationToken) : null;
    }

    public async Task<ApiAnswer?> CallAsync(ApiEndpoint endpoint, ApiCredential credential, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(endpoint.Method, endpoint.Path, credential.Value, cancellationToken);
        return response is null ? null : new ApiAnswer((int)response.StatusCode);
    }

    private async Task<HttpResponseMessage?> SendAsync(string method, string path, string? credential, CancellationToken cancellationToken)
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
        {
            return null;
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(new Uri(address), path));
        request.Headers.Authorization = credential is null ? null : new AuthenticationHeaderValue("Bearer", credential);
        return await http.SendAsync(request, cancellationToken);
    }
}
