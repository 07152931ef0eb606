using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// Fills what neither code nor configuration set: credentials and addresses from the environment, endpoints from the base address,
/// and one pooled HTTP client for the scheme.
/// </summary>
internal sealed class WorkOsRemotePostConfigureOptions<TOptions>(IConfiguration configuration) : IPostConfigureOptions<TOptions>
    where TOptions : WorkOsRemoteOptions
{
    public void PostConfigure(string? name, TOptions options)
    {
        options.ReadEnvironment(configuration);
        options.SetEndpoints();
        options.CorrelationPrefix = CookieNames.PrefixFor(options.CorrelationCookie.Name, name ?? Options.DefaultName);
        options.HostCorrelationPrefix = CookieNames.HostPrefixFor(options.CorrelationPrefix);

        // Set before the framework's own post-configuration, which would otherwise make a client that never
        // looks up DNS again, follows redirects with the secret in hand, and waits for a minute.
        options.Backchannel ??= WorkOsBackchannel.Create(options.BackchannelHttpHandler, options.BackchannelTimeout);
    }
}
