namespace WorkOs.AspNetCore;

/// <summary>Sends the requests of an HTTP client with the access token of the user of the current request.</summary>
internal sealed class AccessTokenHandler(string client, string authenticationScheme, RequestTokens tokens, AllowedOrigins origins) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        origins.Verify(request);
        BearerHeader.VerifyNone(request, client);
        var token = await tokens.GetAsync(client, authenticationScheme, cancellationToken);
        return await BearerHeader.SendAsync(request, token, message => base.SendAsync(message, cancellationToken));
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"HTTP client '{client}' sends with a token, which takes SendAsync instead of Send.");
}
