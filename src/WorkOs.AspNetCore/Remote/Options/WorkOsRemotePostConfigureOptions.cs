using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// Sets the options that neither code nor configuration has set: credentials and addresses from the environment, endpoints from the base address, and
/// one pooled HTTP client for the scheme.
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

        // Set before the framework's own post-configuration, which would otherwise create a client that never repeats a DNS lookup and follows
        // redirects with the secret.
        options.Backchannel ??= WorkOsBackchannel.Create(options.BackchannelHttpHandler, options.BackchannelTimeout);
    }
}
