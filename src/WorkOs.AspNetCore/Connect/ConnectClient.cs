using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>The calls of one Connect application to its AuthKit domain, form encoded, with the application's client authentication.</summary>
/// <remarks>See <see href="https://workos.com/docs/reference/workos-connect/token"/>. Nothing is sent twice.</remarks>
internal sealed class ConnectClient(ConnectSettings settings)
{
    public Task<JsonDocument> RedeemCodeAsync(
        ProviderMetadata metadata, string code, string redirectUri, string? verifier, CancellationToken cancellationToken) =>
        PostAsync(
            metadata.TokenEndpoint,
            [
                new("grant_type", "authorization_code"),
                new("code", code),
                new("redirect_uri", redirectUri),
                new("code_verifier", verifier),
                new("resource", settings.Resource),
            ],
            cancellationToken);

    public Task<JsonDocument> RefreshAsync(ProviderMetadata metadata, string refreshToken, CancellationToken cancellationToken) => PostAsync(
        metadata.TokenEndpoint,
        [new("grant_type", "refresh_token"), new("refresh_token", refreshToken), new("resource", settings.Resource)],
        cancellationToken);

    /// <summary>Revokes a refresh token (RFC 7009). An answer without a body is a success, and is thrown as an exception with its status.</summary>
    public Task<JsonDocument> RevokeAsync(string endpoint, string refreshToken, CancellationToken cancellationToken) =>
        PostAsync(endpoint, [new("token", refreshToken), new("token_type_hint", "refresh_token")], cancellationToken);

    public Task<JsonDocument> GetUserInfoAsync(string endpoint, string accessToken, CancellationToken cancellationToken) =>
        new WorkOsApiClient(settings.Backchannel).GetAsync(endpoint, accessToken, cancellationToken);

    private Task<JsonDocument> PostAsync(string url, List<KeyValuePair<string, string?>> fields, CancellationToken cancellationToken)
    {
        AuthenticationHeaderValue? authorization = null;
        if (settings.Authentication == WorkOsClientAuthentication.SecretBasic)
        {
            // Each half is form encoded first (RFC 6749, section 2.3.1).
            var credentials = $"{WebUtility.UrlEncode(settings.ClientId)}:{WebUtility.UrlEncode(settings.ClientSecret)}";
            authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials)));
        }
        else
        {
            fields.Add(new("client_id", settings.ClientId));
            fields.Add(new("client_secret", settings.Authentication == WorkOsClientAuthentication.SecretPost ? settings.ClientSecret : null));
        }

        return new WorkOsApiClient(settings.Backchannel).PostFormAsync(
            url, fields.Where(field => !string.IsNullOrEmpty(field.Value)), authorization, cancellationToken);
    }
}
