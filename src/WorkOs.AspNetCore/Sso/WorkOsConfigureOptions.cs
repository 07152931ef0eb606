using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>Reads the keys of the configuration section that only single sign-on has.</summary>
internal sealed class WorkOsConfigureOptions(IAuthenticationConfigurationProvider configuration)
    : WorkOsRemoteConfigureOptions<WorkOsOptions>(configuration)
{
    protected override void ConfigureProduct(IConfiguration section, WorkOsOptions options)
    {
        Assign(section, nameof(options.Organization), value => options.Organization = value);
        Assign(section, nameof(options.Connection), value => options.Connection = value);
        Assign(section, nameof(options.Provider), value => options.Provider = value);
        Assign(section, nameof(options.DomainMode), options, ParseEnum<DomainMode>, value => options.DomainMode = value);
        Assign(section, nameof(options.SingleLogout), options, bool.Parse, value => options.SingleLogout = value);

        foreach (var domain in section.GetSection(nameof(options.Domains)).GetChildren())
        {
            options.Domains[domain.Key] = domain.Value ?? string.Empty;
        }
    }
}
