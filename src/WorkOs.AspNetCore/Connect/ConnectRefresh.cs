using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>The refresh grant of the token endpoint, for sessions that have a refresh token (<c>offline_access</c>).</summary>
internal static class ConnectRefresh
{
    /// <summary>The item in which a session stores the <see cref="OriginalIdToken"/> of its sign-in.</summary>
    internal const string OriginalKey = ".wos.idt";

    /// <summary>
    /// Fetches metadata and keys before the refresh token is sent, so that the token is not lost because an address or a key is missing.
    /// </summary>
    /// <exception cref="WorkOsApiException">No metadata or no keys are available.</exception>
    public static async Task PrepareAsync(WorkOsSessionOptions options)
    {
        try
        {
            var provider = ProviderOf(options);
            await provider.FindMetadataAsync(CancellationToken.None);
            await provider.RequireKeysAsync(CancellationToken.None);
        }
        catch (WorkOsAuthenticationException exception)
        {
            throw new WorkOsApiException(WorkOsApiErrorKind.Unavailable, innerException: exception.InnerException);
        }
    }

    /// <summary>Requests new tokens for the same organization; <see langword="null"/> if the answer cannot be used.</summary>
    /// <exception cref="WorkOsApiException">WorkOS refused, could not be reached, or answered with another organization.</exception>
    public static async Task<ISessionGrant?> AskAsync(WorkOsSessionOptions options, RefreshGrant refresh, CancellationToken cancellationToken)
    {
        var provider = ProviderOf(options);
        try
        {
            var metadata = await provider.FindMetadataAsync(cancellationToken);
            using var response = await provider.Client.RefreshAsync(metadata, refresh.RefreshToken, cancellationToken);
            var original = refresh.Session.Items.TryGetValue(OriginalKey, out var text) ? OriginalIdToken.Parse(text) : null;
            var answer = await provider.VerifyAsync(response.RootElement, token => IdTokenExpectation.OfRefresh(token, original), cancellationToken);
            if (answer.RefreshToken is null)
            {
                return null;
            }

            // A session does not change its organization without the user.
            if (answer.Organization != refresh.Organization)
            {
                answer.Abandon();
                throw new WorkOsApiException(WorkOsApiErrorKind.Rejected, HttpStatusCode.Forbidden, WorkOsFailureCodes.OrganizationMismatch);
            }

            return await provider.WithUserInfoAsync(answer);
        }
        catch (WorkOsAuthenticationException)
        {
            return null;
        }
    }

    private static ConnectProvider ProviderOf(WorkOsSessionOptions options) => ((WorkOsConnectOptions)options).OpenIdProvider!;
}
