using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>Sets the options that neither code nor configuration has set, and creates the validator of the scheme.</summary>
internal sealed class WorkOsApiKeyPostConfigureOptions(
    IConfiguration configuration, TimeProvider time, WorkOsMetrics metrics, ILogger<WorkOsApiKeyHandler> logger)
    : IPostConfigureOptions<WorkOsApiKeyOptions>
{
    public void PostConfigure(string? name, WorkOsApiKeyOptions options)
    {
        options.ApiKey = EnvironmentSettings.Text(configuration, EnvironmentSettings.ApiKey, options.ApiKey);
        if (options.BaseAddress == WorkOsDefaults.BaseAddress)
        {
            options.BaseAddress = EnvironmentSettings.Address(configuration, EnvironmentSettings.BaseAddress, options.ConfigurationProblems) ?? options.BaseAddress;
        }

        options.TimeProvider ??= time;
        options.Backchannel ??= WorkOsBackchannel.Create(options.BackchannelHttpHandler, options.BackchannelTimeout);

        // The options validator, which runs next, refuses everything else.
        if (options is { BaseAddress.IsAbsoluteUri: true, MaxCallsPerSecond: > 0, MaxConcurrentCalls: > 0 })
        {
            options.Validator = CreateValidator(name ?? Options.DefaultName, options);
        }
    }

    private ApiKeyValidator CreateValidator(string scheme, WorkOsApiKeyOptions options)
    {
        var clock = options.TimeProvider!;
        var url = WorkOsAddress.Combine(options.BaseAddress, "/api_keys/validations");
        return new ApiKeyValidator(
            new ApiKeyEndpoint(options.Backchannel!, url, options.ApiKey, scheme, clock, metrics, logger),
            new ApiKeyLimits(options.MaxCallsPerSecond, options.MaxConcurrentCalls, clock),
            options.ApiKey,
            clock,
            options.RememberFor);
    }
}
