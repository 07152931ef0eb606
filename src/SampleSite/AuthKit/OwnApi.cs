using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SampleSite.AuthKit;

/// <summary>
/// Calls the API of the site with the access token of a session. The address is the server's own: a token is never sent
/// to whatever host a request names.
/// </summary>
public sealed class OwnApi(HttpClient http, IServer server)
{
    public async Task<WhoAmI?> WhoAmIAsync(string accessToken, CancellationToken cancellationToken)
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), "/api/whoami"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<WhoAmI>(cancellationToken) : null;
    }
}
