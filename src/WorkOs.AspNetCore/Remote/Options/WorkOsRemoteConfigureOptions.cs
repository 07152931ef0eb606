namespace WorkOs.AspNetCore;

/// <summary>Reads the keys of the scheme's configuration section. Code that configures the scheme runs later and takes precedence.</summary>
internal abstract class WorkOsRemoteConfigureOptions<TOptions>(IAuthenticationConfigurationProvider configuration)
    : IConfigureNamedOptions<TOptions>
    where TOptions : WorkOsRemoteOptions
{
    public void Configure(TOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, TOptions options)
    {
        if (!string.IsNullOrEmpty(name))
        {
            var section = new SchemeSection(configuration, name, options.ConfigurationProblems);
            ConfigureCommon(section, options);
            ConfigureProduct(section, options);
            options.UnknownSettings = [.. section.FindUnknown()];
        }
    }

    protected abstract void ConfigureProduct(SchemeSection section, TOptions options);

    private static void ConfigureCommon(SchemeSection section, TOptions options)
    {
        section.Boolean(nameof(options.Enabled), value => options.Enabled = value);
        section.Text(nameof(options.ClientId), value => options.ClientId = value);
        section.Text(nameof(options.EnvironmentClientId), value => options.EnvironmentClientId = value);
        section.Text(nameof(options.ClientSecret), value => options.ClientSecret = value);
        section.Text(nameof(options.ApiKey), value => options.ApiKey = value);
        section.Text(nameof(options.Organization), value => options.Organization = value);
        section.Text(nameof(options.Connection), value => options.Connection = value);
        section.Text(nameof(options.Provider), value => options.Provider = value);
        section.Address(nameof(options.BaseAddress), value => options.BaseAddress = value);
        section.Address(nameof(options.PublicOrigin), value => options.PublicOrigin = value);
        section.Path(nameof(options.CallbackPath), value => options.CallbackPath = value);
        section.Path(nameof(options.AccessDeniedPath), value => options.AccessDeniedPath = value);
        section.Path(nameof(options.SignInPath), value => options.SignInPath = value);
        section.Path(nameof(options.ErrorPath), value => options.ErrorPath = value);
        section.Boolean(nameof(options.ConfirmAccountSwitch), value => options.ConfirmAccountSwitch = value);
        section.Path(nameof(options.AccountSwitchPath), value => options.AccountSwitchPath = value);
        section.Text(nameof(options.SignInScheme), value => options.SignInScheme = value);
        section.Boolean(nameof(options.UsePkce), value => options.UsePkce = value);
        section.Boolean(nameof(options.SaveTokens), value => options.SaveTokens = value);
        section.Choice<WorkOsIdpInitiated>(nameof(options.IdpInitiated), value => options.IdpInitiated = value);
        section.Duration(nameof(options.BackchannelTimeout), value => options.BackchannelTimeout = value);
        section.Duration(nameof(options.RemoteAuthenticationTimeout), value => options.RemoteAuthenticationTimeout = value);
        section.List(nameof(options.AllowedReturnOrigins), value => options.AllowedReturnOrigins.Add(value));
    }
}
