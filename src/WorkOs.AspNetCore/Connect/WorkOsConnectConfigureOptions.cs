namespace WorkOs.AspNetCore;

/// <summary>Reads the configuration keys that only Connect has.</summary>
internal sealed class WorkOsConnectConfigureOptions(IAuthenticationConfigurationProvider configuration)
    : WorkOsRemoteConfigureOptions<WorkOsConnectOptions>(configuration)
{
    protected override void ConfigureProduct(SchemeSection section, WorkOsConnectOptions options)
    {
        options.ReadSession(section);
        var scopes = new List<string>();
        section.List(nameof(options.Scope), scopes.Add);
        if (scopes.Count > 0)
        {
            options.Scope.Clear();
            scopes.ForEach(options.Scope.Add);
        }

        section.Address(nameof(options.AuthKitDomain), value => options.AuthKitDomain = value);
        section.Text(nameof(options.Resource), value => options.Resource = value);
        section.Boolean(nameof(options.IsOwnEnvironment), value => options.IsOwnEnvironment = value);
        section.Choice<WorkOsClientAuthentication>(nameof(options.ClientAuthentication), value => options.ClientAuthentication = value);
        section.Boolean(nameof(options.GetClaimsFromUserInfoEndpoint), value => options.GetClaimsFromUserInfoEndpoint = value);
        section.List(nameof(options.AllowedEndpointOrigins), value => options.AllowedEndpointOrigins.Add(value));
    }
}
