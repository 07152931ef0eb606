namespace WorkOs.AspNetCore;

/// <summary>Reads the configuration section of the scheme. The app's code runs afterwards and overrides it.</summary>
internal sealed class WorkOsBearerConfigureOptions(IAuthenticationConfigurationProvider configuration) : IConfigureNamedOptions<WorkOsBearerOptions>
{
    public void Configure(WorkOsBearerOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, WorkOsBearerOptions options)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        var section = new SchemeSection(configuration, name, options.ConfigurationProblems);
        section.Boolean(nameof(options.Enabled), value => options.Enabled = value);
        section.Text(nameof(options.ClientId), value => options.ClientId = value);
        section.Address(nameof(options.BaseAddress), value => options.BaseAddress = value);
        section.Address(nameof(options.AuthKitDomain), value => options.AuthKitDomain = value);
        section.Text(nameof(options.Resource), value => options.Resource = value);
        section.Boolean(nameof(options.RequireMachineAudience), value => options.RequireMachineAudience = value);
        section.Duration(nameof(options.ClockSkew), value => options.ClockSkew = value);
        section.Boolean(nameof(options.RequireSession), value => options.RequireSession = value);
        section.Text(nameof(options.RoleClaim), value => options.RoleClaim = value);
        section.Boolean(nameof(options.SaveToken), value => options.SaveToken = value);
        section.Number(nameof(options.TokenCacheSize), value => options.TokenCacheSize = value);
        section.Duration(nameof(options.KeyOutageTolerance), value => options.KeyOutageTolerance = value);
        section.Duration(nameof(options.BackchannelTimeout), value => options.BackchannelTimeout = value);

        // `ValidIssuer` and `ValidAudience` are the names that `dotnet user-jwts` and JwtBearer write for a single value.
        section.List("ValidIssuer", value => AddOnce(options.ValidIssuers, value));
        section.List(nameof(options.ValidIssuers), value => AddOnce(options.ValidIssuers, value));
        section.List("ValidAudience", value => AddOnce(options.ValidAudiences, value));
        section.List(nameof(options.ValidAudiences), value => AddOnce(options.ValidAudiences, value));
        section.List(nameof(options.ScopesSupported), value => AddOnce(options.ScopesSupported, value));
        section.List(nameof(options.MachineAudiences), value => AddOnce(options.MachineAudiences, value));
        section.List(nameof(options.ValidClientIds), value => AddOnce(options.ValidClientIds, value));
        options.UnknownSettings = [.. section.FindUnknown()];
    }

    private static void AddOnce(IList<string> values, string value)
    {
        if (!values.Contains(value))
        {
            values.Add(value);
        }
    }
}
