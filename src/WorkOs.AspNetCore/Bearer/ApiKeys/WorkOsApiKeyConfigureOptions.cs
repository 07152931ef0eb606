namespace WorkOs.AspNetCore;

/// <summary>Reads the configuration section of the scheme. The app's code runs afterwards and overrides it.</summary>
internal sealed class WorkOsApiKeyConfigureOptions(IAuthenticationConfigurationProvider configuration) : IConfigureNamedOptions<WorkOsApiKeyOptions>
{
    public void Configure(WorkOsApiKeyOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, WorkOsApiKeyOptions options)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        var section = new SchemeSection(configuration, name, options.ConfigurationProblems);
        section.Boolean(nameof(options.Enabled), value => options.Enabled = value);
        section.Text(nameof(options.ApiKey), value => options.ApiKey = value);
        section.Address(nameof(options.BaseAddress), value => options.BaseAddress = value);
        section.Text(nameof(options.HeaderName), value => options.HeaderName = value);
        section.Duration(nameof(options.RememberFor), value => options.RememberFor = value);
        section.Number(nameof(options.MaxCallsPerSecond), value => options.MaxCallsPerSecond = value);
        section.Number(nameof(options.MaxConcurrentCalls), value => options.MaxConcurrentCalls = value);
        section.Duration(nameof(options.BackchannelTimeout), value => options.BackchannelTimeout = value);
        section.Duration(nameof(options.WebhookTolerance), value => options.WebhookTolerance = value);
        section.List(nameof(options.WebhookSecrets), value => options.WebhookSecrets.Add(value));
        options.UnknownSettings = [.. section.FindUnknown()];
    }
}
