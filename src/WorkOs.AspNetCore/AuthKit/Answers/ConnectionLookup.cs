namespace WorkOs.AspNetCore;

/// <summary>
/// Asks WorkOS which organization and type a connection has. An answer is bound to the scheme that asked and to the id of the
/// connection, and lives for five minutes in this process; a call that fails is not remembered.
/// </summary>
internal sealed class ConnectionLookup(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly LookupCache<ConnectionFacts> _known = new(time, static _ => Lifetime);

    /// <exception cref="WorkOsApiException">WorkOS has no such connection, or could not be asked.</exception>
    public Task<ConnectionFacts> FindAsync(
        WorkOsAuthKitOptions options, string scheme, string connection, CancellationToken cancellationToken) =>
        _known.GetAsync((scheme, connection), () => Task.Run(() => AskAsync(options, connection), CancellationToken.None), cancellationToken);

    // Several requests may wait for this one call, so that none of them may cancel it; the client's timeout ends it.
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
