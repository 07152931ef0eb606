using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>Sets what neither code nor configuration has set, and creates the validator of the scheme.</summary>
internal sealed class WorkOsBearerPostConfigureOptions(IConfiguration configuration, TimeProvider time, ILogger<WorkOsBearerHandler> logger)
    : IPostConfigureOptions<WorkOsBearerOptions>
{
    public void PostConfigure(string? name, WorkOsBearerOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            options.ClientId = configuration["WORKOS_CLIENT_ID"] ?? "";
        }

        options.TimeProvider ??= time;
        options.Backchannel ??= WorkOsBackchannel.Create(options.BackchannelHttpHandler, options.BackchannelTimeout);

        // The options validator, which runs next, refuses any other address.
        if (options.BaseAddress is { IsAbsoluteUri: true })
        {
            options.Validator = CreateValidator(name ?? Options.DefaultName, options);
        }
    }

    private AccessTokenValidator CreateValidator(string scheme, WorkOsBearerOptions options)
    {
        var settings = new TokenValidationSettings
        {
            Issuers = options.ValidIssuers.Count > 0
                ? [.. options.ValidIssuers]
                : TokenValidationSettings.DefaultIssuers(WorkOsAddress.Combine(options.BaseAddress, ""), options.ClientId),
            Audiences = [.. options.ValidAudiences],
            ClientIds = [options.ClientId, .. options.ValidClientIds],
            ClockSkew = options.ClockSkew,
            RequireSession = options.RequireSession,
            TimeProvider = options.TimeProvider!,
        };
        var keySet = WorkOsAddress.Combine(options.BaseAddress, "/sso/jwks/" + Uri.EscapeDataString(options.ClientId));
        var endpoint = new SigningKeyEndpoint(options.Backchannel!, keySet, scheme, logger);

        return new AccessTokenValidator(
            new SigningKeyCache(endpoint.FetchAsync, settings.TimeProvider, options.KeyOutageTolerance, ReportAge),
            settings,
            options.TokenCacheSize > 0 ? new ValidatedTokenCache(options.TokenCacheSize) : null);

        void ReportAge(TimeSpan age)
        {
            if (age - SigningKeyCache.MaxAge < options.KeyOutageTolerance)
            {
                BearerLog.OldKeysInUse(logger, scheme, age, options.KeyOutageTolerance);
            }
            else
            {
                BearerLog.KeysTooOld(logger, scheme, age);
            }
        }
    }
}
