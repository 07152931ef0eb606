namespace WorkOs.AspNetCore;

/// <summary>The refresh grant of <c>POST /user_management/authenticate</c>.</summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/authentication/refresh-token"/>.</remarks>
internal static class AuthKitRefresh
{
    /// <summary>Requests new tokens, for an organization if the grant has one; <see langword="null"/> if WorkOS's response is not valid.</summary>
    /// <exception cref="WorkOsApiException">WorkOS refused, or could not be reached.</exception>
    public static async Task<ISessionGrant?> AskAsync(WorkOsSessionOptions options, RefreshGrant refresh, CancellationToken cancellationToken)
    {
        var client = ((WorkOsAuthKitOptions)options).SendClientInfo ? refresh.Client : null;
        var grant = new WorkOsTokenRequest
        {
            ClientId = options.ClientId,
            ClientSecret = options.ClientSecret,
            GrantType = "refresh_token",
            RefreshToken = refresh.RefreshToken,
            OrganizationId = refresh.Organization,
            IpAddress = client?.IpAddress,
            UserAgent = client?.UserAgent,
        };
        using var response = await new WorkOsApiClient(options.Backchannel).PostAsync(
            options.TokenEndpoint, grant, WorkOsJsonContext.Default.WorkOsTokenRequest, bearer: null, cancellationToken);
        return AuthKitAnswer.TryRead(response.RootElement.Clone());
    }
}
