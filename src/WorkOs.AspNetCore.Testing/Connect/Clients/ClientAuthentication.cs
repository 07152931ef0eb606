using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// Authenticates the client that calls the token endpoint: <c>client_secret_post</c>, <c>client_secret_basic</c>, or <c>none</c> for a public
/// application.
/// </summary>
internal sealed class ClientAuthentication(ConnectClients clients)
{
    /// <summary>Returns the client of the request, or answers the request and returns null.</summary>
    public async Task<WorkOsSandboxConnectApplication?> RequireAsync(HttpContext context, RequestFields fields)
    {
        string? clientId = fields["client_id"], secret = fields["client_secret"];
        if (context.Request.Headers.Authorization is [{ } header])
        {
            if (!TryReadBasic(header, out var id, out var password))
            {
                return await RefuseAsync(context, "Missing authorization header.");
            }

            if (secret is not null || (clientId is not null && clientId != id))
            {
                await context.WriteOAuthErrorAsync("invalid_request", "Only one client authentication method may be used.");
                return null;
            }

            (clientId, secret) = (id, password);
        }

        if (clientId is null)
        {
            return await RefuseAsync(context, "Missing authorization header.");
        }

        if (clients.Find(clientId) is not { } application)
        {
            return await RefuseAsync(context, "Application not found.");
        }

        switch (application.ClientSecret, secret)
        {
            case (null, null):
                return application;
            case (not null, null):
                await context.WriteOAuthErrorAsync("unauthorized", "The client secret is missing.", StatusCodes.Status401Unauthorized);
                return null;
            case ({ } expected, _) when FixedTime.Equal(expected, secret):
                return application;
            default:
                return await RefuseAsync(context, "Invalid client secret.");
        }
    }

    private static async Task<WorkOsSandboxConnectApplication?> RefuseAsync(HttpContext context, string description)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Basic realm=\"AuthKit\"";
        await context.WriteOAuthErrorAsync("invalid_client", description, StatusCodes.Status401Unauthorized);
        return null;
    }

    /// <summary>The client id and the secret are form encoded before they are joined (RFC 6749, section 2.3.1).</summary>
    private static bool TryReadBasic(string header, [NotNullWhen(true)] out string? id, [NotNullWhen(true)] out string? secret)
    {
        (id, secret) = (null, null);
        if (!AuthenticationHeaderValue.TryParse(header, out var parsed)
            || !string.Equals(parsed.Scheme, "Basic", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var bytes = new byte[(parsed.Parameter ?? "").Length];
        if (!Convert.TryFromBase64String(parsed.Parameter ?? "", bytes, out var length)
            || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [{ Length: > 0 } encodedId, { Length: > 0 } encodedSecret])
        {
            return false;
        }

        (id, secret) = (FormDecode(encodedId), FormDecode(encodedSecret));
        return true;
    }

    private static string FormDecode(string value) => System.Net.WebUtility.UrlDecode(value);
}
