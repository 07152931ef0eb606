namespace WorkOs.AspNetCore;

/// <summary>
/// Fetches the organization and the type of a connection from WorkOS. A result is bound to the scheme and to the id of the connection, and is cached
/// in this process for five minutes; a failed call is not cached.
/// </summary>
internal sealed class ConnectionLookup(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly LookupCache<ConnectionFacts> _known = new(time, static _ => Lifetime);

    /// <exception cref="WorkOsApiException">WorkOS has no such connection, or the call failed.</exception>
    public Task<ConnectionFacts> FindAsync(
        WorkOsAuthKitOptions options, string scheme, string connection, CancellationToken cancellationToken) =>
        _known.GetAsync((scheme, connection), () => Task.Run(() => AskAsync(options, connection), CancellationToken.None), cancellationToken);

    // Several requests can wait for this call, so no single request cancels it; the timeout of the HTTP client ends it.
    private static async Task<ConnectionFacts> AskAsync(WorkOsAuthKitOptions options, string connection)
    {
        var url = options.Endpoint("/connections/" + Uri.EscapeDataString(connection));
        using var response = await new WorkOsApiClient(options.Backchannel).GetAsync(url, options.ClientSecret, CancellationToken.None);
        var found = response.RootElement;
        return found.GetStringOrNull("id") == connection && found.GetStringOrNull("connection_type") is { } type
            ? new ConnectionFacts(found.GetStringOrNull("organization_id"), type)
            : throw new WorkOsApiException(WorkOsApiErrorKind.Invalid);
    }
}
