namespace WorkOs.AspNetCore;

/// <summary>
/// Requests a link to the Admin Portal from WorkOS. The link is a secret: for five minutes, it gives administrator access to the organization. It
/// is sent to one browser and never stored.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/admin-portal/portal-link/generate"/>.</remarks>
internal static class AdminPortalLink
{
    private const int MaxLength = 8192;

    /// <exception cref="WorkOsApiException">WorkOS refused, could not be reached, or answered with something else than a link.</exception>
    public static async Task<string> CreateAsync(WorkOsRemoteOptions options, WorkOsPortalLinkRequest request, CancellationToken cancellationToken)
    {
        using var answer = await new WorkOsApiClient(options.Backchannel).PostAsync(
            options.Endpoint("/portal/generate_link"),
            request,
            WorkOsJsonContext.Default.WorkOsPortalLinkRequest,
            options.ClientSecret,
            cancellationToken);
        return Check(answer.RootElement.GetStringOrNull("link"), options.BaseAddress) ?? throw new WorkOsApiException(WorkOsApiErrorKind.Invalid);
    }

    // The host is not checked, because it is WorkOS's own or a domain of the app's owner. http is accepted only for a WorkOS on this machine.
    private static string? Check(string? link, Uri workOs) =>
        link is { Length: > 0 and <= MaxLength }
        && Uri.TryCreate(link, UriKind.Absolute, out var url)
        && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback && workOs.IsLoopback))
            ? url.AbsoluteUri
            : null;
}
