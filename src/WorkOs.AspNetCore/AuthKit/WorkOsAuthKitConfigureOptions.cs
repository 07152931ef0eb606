using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>Reads the keys of the configuration section that only AuthKit has.</summary>
internal sealed class WorkOsAuthKitConfigureOptions(IAuthenticationConfigurationProvider configuration)
    : WorkOsRemoteConfigureOptions<WorkOsAuthKitOptions>(configuration)
{
    protected override void ConfigureProduct(IConfiguration section, WorkOsAuthKitOptions options)
    {
        Assign(section, nameof(options.Organization), value => options.Organization = value);
        Assign(section, nameof(options.Connection), value => options.Connection = value);
        Assign(section, nameof(options.Provider), value => options.Provider = value);
        Assign(section, nameof(options.RoleClaim), value => options.RoleClaim = value);
        Assign(section, nameof(options.RefreshBeforeExpiration), options, ParseTimeSpan, value => options.RefreshBeforeExpiration = value);
        Assign(section, nameof(options.OutageGracePeriod), options, ParseTimeSpan, value => options.OutageGracePeriod = value);
        Assign(section, nameof(options.WebhookTolerance), options, ParseTimeSpan, value => options.WebhookTolerance = value);
        Assign(section, nameof(options.OrganizationSelectionPath), options, value => new PathString(value), value => options.OrganizationSelectionPath = value);

        foreach (var secret in section.GetSection(nameof(options.WebhookSecrets)).GetChildren())
        {
            options.WebhookSecrets.Add(secret.Value ?? string.Empty);
        }
    }
}
