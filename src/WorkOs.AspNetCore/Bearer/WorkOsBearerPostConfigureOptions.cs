using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>Sets the options that neither code nor configuration has set, and creates the validator of the scheme.</summary>
internal sealed class WorkOsBearerPostConfigureOptions(
    IConfiguration configuration, TimeProvider time, OutcomeReports reports, ILogger<WorkOsBearerHandler> logger)
    : IPostConfigureOptions<WorkOsBearerOptions>
{
    public void PostConfigure(string? name, WorkOsBearerOptions options)
    {
        options.ClientId = EnvironmentSettings.Text(configuration, EnvironmentSettings.ClientId, options.ClientId);
        if (options.BaseAddress == WorkOsDefaults.BaseAddress)
        {
            options.BaseAddress = EnvironmentSettings.Address(configuration, EnvironmentSettings.BaseAddress, options.ConfigurationProblems) ?? options.BaseAddress;
        }

        options.TimeProvider ??= time;
        options.Backchannel ??= WorkOsBackchannel.Create(options.BackchannelHttpHandler, options.BackchannelTimeout);

        // The options validator, which runs next, refuses any other address.
        if ((options.AuthKitDomain ?? options.BaseAddress) is { IsAbsoluteUri: true })
        {
            options.Validator = CreateValidator(name ?? Options.DefaultName, options);
        }
    }

    private static TokenValidationSettings SettingsOf(WorkOsBearerOptions options) => options.AuthKitDomain is { } domain
        ? new TokenValidationSettings
        {
            Issuers = [WorkOsAddress.Origin(domain)],
            Connect = new ConnectTokenRules
            {
                UserAudiences = options.Resource is { } resource ? [resource, .. options.ValidAudiences] : [.. options.ValidAudiences],
                MachineAudiences = options.MachineAudiences.Count > 0 ? [.. options.MachineAudiences] : options.ClientId.Length > 0 ? [options.ClientId] : [],
                RequireMachineAudience = options.RequireMachineAudience,
                ClientIds = [.. options.ValidClientIds],
            },
            ClockSkew = options.ClockSkew,
            RequireSession = false,
            TimeProvider = options.TimeProvider!,
        }
        : new TokenValidationSettings
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

    private Func<ValueTask<string>> KeySetOf(string scheme, WorkOsBearerOptions options)
    {
        if (options.AuthKitDomain is { } domain)
        {
            var discovery = new AuthKitDiscovery(options.Backchannel!, domain, allowedOrigins: [], scheme, options.TimeProvider!, reports, logger);
            return async () => (await discovery.GetAsync(CancellationToken.None)).KeySet;
        }

        var address = WorkOsAddress.Combine(options.BaseAddress, "/sso/jwks/" + Uri.EscapeDataString(options.ClientId));
        return () => ValueTask.FromResult(address);
    }

    private AccessTokenValidator CreateValidator(string scheme, WorkOsBearerOptions options)
    {
        var settings = SettingsOf(options);
        var endpoint = new SigningKeyEndpoint(options.Backchannel!, KeySetOf(scheme, options), scheme, reports, logger);
        if (settings.Connect is { UserAudiences.Count: > 0 } connect)
        {
            Log.AudiencesExpected(logger, scheme, string.Join(", ", connect.UserAudiences));
        }

        return new AccessTokenValidator(
            new SigningKeyCache(endpoint.FetchAsync, settings.TimeProvider, options.KeyOutageTolerance, ReportAge),
            settings,
            options.TokenCacheSize > 0 ? new ValidatedTokenCache(options.TokenCacheSize) : null);

        void ReportAge(TimeSpan age)
        {
            if (age - SigningKeyCache.MaxAge < options.KeyOutageTolerance)
            {
                Log.OldKeysInUse(logger, scheme, age, options.KeyOutageTolerance);
            }
            else
            {
                Log.KeysTooOld(logger, scheme, age);
            }
        }
    }
}
