using Microsoft.Extensions.Http;

namespace WorkOs.AspNetCore;

/// <summary>The long-lived state of an HTTP client with tokens of its own, whose handlers are short-lived.</summary>
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

        // Created on first use, because a delegate that sets the address of the client may need the app's services.
        _origins = new(() => options.Origins.Count > 0
            ? AllowedOrigins.Named(name, options.Origins)
            : AllowedOrigins.OfBaseAddress(name, settings.Get(name)));
    }

    /// <exception cref="InvalidOperationException">The client has no base address, or one that tokens cannot be sent to.</exception>
    public AllowedOrigins Origins => _origins.Value;

    /// <exception cref="WorkOsMachineTokenException">No token is available.</exception>
    public Task<MachineToken> GetTokenAsync(CancellationToken cancellationToken) => _tokens.GetAsync(_request, _endpoint.FetchAsync, cancellationToken);

    /// <summary>Discards a token that the service refused; <see langword="false"/> if the token stays in use.</summary>
    public bool TryForget(MachineToken refused) => _tokens.TryForget(_request, refused);
}
