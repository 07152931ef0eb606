namespace WorkOs.AspNetCore;

/// <summary>Reads the settings of the configuration section that only AuthKit has.</summary>
internal sealed class WorkOsAuthKitConfigureOptions(IAuthenticationConfigurationProvider configuration)
    : WorkOsRemoteConfigureOptions<WorkOsAuthKitOptions>(configuration)
{
    protected override void ConfigureProduct(SchemeSection section, WorkOsAuthKitOptions options)
    {
        options.ReadSession(section);
        section.Path(nameof(options.OrganizationSelectionPath), value => options.OrganizationSelectionPath = value);
        section.Boolean(nameof(options.SendClientInfo), value => options.SendClientInfo = value);
        section.Duration(nameof(options.WebhookTolerance), value => options.WebhookTolerance = value);
        section.List(nameof(options.WebhookSecrets), value => options.WebhookSecrets.Add(value));
    }
}
