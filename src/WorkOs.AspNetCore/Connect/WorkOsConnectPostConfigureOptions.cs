namespace WorkOs.AspNetCore;

/// <summary>Creates the provider of a scheme, once its options are complete.</summary>
internal sealed class WorkOsConnectPostConfigureOptions(TimeProvider time, OutcomeReports reports, ILogger<WorkOsConnectHandler> logger)
    : IPostConfigureOptions<WorkOsConnectOptions>
{
    public void PostConfigure(string? name, WorkOsConnectOptions options)
    {
        // The options validator, which runs next, rejects any other address.
        if (options.AuthKitDomain is { IsAbsoluteUri: true })
        {
            var settings = new ConnectSettings
            {
                Scheme = name ?? Options.DefaultName,
                Domain = options.AuthKitDomain,
                AllowedEndpointOrigins = [.. options.AllowedEndpointOrigins],
                Backchannel = options.Backchannel,
                ClientId = options.ClientId,
                ClientSecret = options.ClientSecret,
                Authentication = options.ClientAuthentication,
                Resource = options.Resource,
                IsOwnEnvironment = options.IsOwnEnvironment,
                AsksForUserInfo = options.GetClaimsFromUserInfoEndpoint,
            };
            options.OpenIdProvider = new ConnectProvider(settings, options.TimeProvider ?? time, reports, logger);
        }
    }
}
