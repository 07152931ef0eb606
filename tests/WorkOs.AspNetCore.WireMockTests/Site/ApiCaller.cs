using System.Net.Http.Headers;
using Microsoft.AspNetCore.TestHost;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A program that calls an API with an access token.</summary>
internal sealed class ApiCaller(TestServer api)
{
    private readonly HttpClient _client = api.CreateClient();

    public async Task<HttpResponseMessage> CallAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Site.AccountPath);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _client.SendAsync(request);
    }
}
