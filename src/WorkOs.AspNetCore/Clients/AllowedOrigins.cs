using Microsoft.Extensions.Http;

namespace WorkOs.AspNetCore;

/// <summary>The origins to which an HTTP client may send tokens: those that are named, or the origin of the client's base address.</summary>
internal sealed class AllowedOrigins
{
    private readonly HashSet<Origin> _origins;
    private readonly string _client;

    private AllowedOrigins(string client, HashSet<Origin> origins) => (_client, _origins) = (client, origins);

    /// <exception cref="ArgumentException">No origin is named, or a value is not an origin.</exception>
    public static AllowedOrigins Named(string client, IEnumerable<string> origins)
    {
        var allowed = new HashSet<Origin>();
        foreach (var origin in origins)
        {
            allowed.Add(Origin.TryRead(origin) ?? throw new ArgumentException(
                $"'{origin}' is not an origin: write one without a path, such as https://api.example.com (http is accepted for loopback hosts only).", nameof(origins)));
        }

        return allowed.Count > 0
            ? new AllowedOrigins(client, allowed)
            : throw new ArgumentException("Name at least one origin, such as https://api.example.com: without one, the token goes nowhere.", nameof(origins));
    }

    /// <exception cref="InvalidOperationException">The client has no base address, or one that tokens cannot be sent to.</exception>
    public static AllowedOrigins OfBaseAddress(string client, HttpClientFactoryOptions settings)
    {
        // Runs the delegates that configure each client of this name on a client that sends nothing, to find out the base address.
        using var handler = new HttpClientHandler { CheckCertificateRevocationList = true };
        using var probe = new HttpClient(handler);
        foreach (var configure in settings.HttpClientActions)
        {
            configure(probe);
        }

        return probe.BaseAddress is { } address && WorkOsAddress.IsSafe(new Uri(address.GetLeftPart(UriPartial.Authority)))
            ? new AllowedOrigins(client, [Origin.Of(address)])
            : throw new InvalidOperationException(
                $"HTTP client '{client}' has no https base address that tells where tokens may be sent: set BaseAddress where the client is registered, or name the origins.");
    }

    /// <exception cref="InvalidOperationException">The request goes to another origin.</exception>
    public void Verify(HttpRequestMessage request)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } address || !_origins.Contains(Origin.Of(address)))
        {
            throw new InvalidOperationException(
                $"HTTP client '{_client}' must not send its token to this origin: a service that receives a token can use it. Name the origin where the token is added, or use another client.");
        }
    }
}
