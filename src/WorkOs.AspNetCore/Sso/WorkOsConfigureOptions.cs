namespace WorkOs.AspNetCore;

/// <summary>Reads the keys of the configuration section that only single sign-on has.</summary>
internal sealed class WorkOsConfigureOptions(IAuthenticationConfigurationProvider configuration)
    : WorkOsRemoteConfigureOptions<WorkOsOptions>(configuration)
{
    protected override void ConfigureProduct(SchemeSection section, WorkOsOptions options)
    {
        section.Choice<WorkOsDomainMode>(nameof(options.DomainMode), value => options.DomainMode = value);
        section.Boolean(nameof(options.SingleLogout), value => options.SingleLogout = value);
        section.Duration(nameof(options.WebhookTolerance), value => options.WebhookTolerance = value);
        section.List(nameof(options.WebhookSecrets), value => options.WebhookSecrets.Add(value));
        section.Map(nameof(options.Domains), (domain, organization) => options.Domains[domain] = organization);
    }
}
