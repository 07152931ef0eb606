using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>POST /oauth2/revoke</c> (RFC 7009): for refresh tokens only. Access tokens remain valid.</summary>
internal sealed class RevocationEndpoint(ConnectEnvironment connect)
{
    private readonly ClientAuthentication _clients = new(connect.Clients);

    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestFields.ReadOAuthFormAsync(context) is not { } fields || await _clients.RequireAsync(context, fields) is not { } application)
        {
            return;
        }

        if (fields["token"] is not { } token)
        {
            await context.WriteOAuthErrorAsync("invalid_request", "token is missing.");
        }
        else if (connect.RefreshTokens.ClientOf(token) is { } owner && owner != application.ClientId)
        {
            await context.WriteOAuthErrorAsync("invalid_grant", "The token was issued to another application.");
        }
        else
        {
            connect.RefreshTokens.Revoke(token);
            context.Response.StatusCode = StatusCodes.Status200OK;
        }
    }
}
