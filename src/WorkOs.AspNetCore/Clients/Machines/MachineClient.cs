using Microsoft.Extensions.Http;

namespace WorkOs.AspNetCore;

/// <summary>What an HTTP client with tokens of its own needs for as long as the app lives; its handlers come and go.</summary>
internal sealed class MachineClient
{
    private readonly AccessTokenRequest _request;
    private readonly MachineTokens _tokens;
    private readonly MachineTokenEndpoint _endpoint;
    private readonly Lazy<AllowedOrigins> _origins;

    public MachineClient(
        string name,
        IOptionsMonitor<WorkOsMachineTokenOptions> allOptions,
        IOptionsMonitor<HttpClientFactoryOptions> settings,
        MachineTokens tokens,
        OutcomeReports reports,
        TimeProvider time,
        ILogger<MachineClient> logger)
    {
        var options = allOptions.Get(name);
        var http = options.Backchannel ??= WorkOsBackchannel.Create(options.BackchannelHttpHandler, options.BackchannelTimeout);
        var domain = new AuthKitDiscovery(http, options.AuthKitDomain!, allowedOrigins: [], name, time, reports, logger);
        _request = AccessTokenRequest.Of(options);
        _tokens = tokens;
        _endpoint = new MachineTokenEndpoint(http, domain, _request, options.ClientSecret, name, time, logger);

        // The address of the client is known when it is first used: a delegate that sets it may need the app's services.
        _origins = new(() => options.Origins.Count > 0
            ? AllowedOrigins.Named(name, options.Origins)
            : AllowedOrigins.OfBaseAddress(name, settings.Get(name)));
    }

    /// <exception cref="InvalidOperationException">The client has no base address, or one that tokens cannot be sent to.</exception>
    public AllowedOrigins Origins => _origins.Value;

    /// <exception cref="WorkOsMachineTokenException">There is no token.</exception>
    public Task<MachineToken> GetTokenAsync(CancellationToken cancellationToken) => _tokens.GetAsync(_request, _endpoint.FetchAsync, cancellationToken);

    /// <summary>Forgets a token that the service refused; <see langword="false"/> where it stays in use.</summary>
    public bool TryForget(MachineToken refused) => _tokens.TryForget(_request, refused);
}
