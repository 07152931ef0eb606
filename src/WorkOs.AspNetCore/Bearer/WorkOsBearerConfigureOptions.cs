using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Reads <c>Authentication:Schemes:{scheme}</c>. Only keys that are present are assigned, and code that configures the scheme
/// afterwards wins. A value that cannot be read is kept as a problem for start-up, with its key.
/// </summary>
internal sealed class WorkOsBearerConfigureOptions(IAuthenticationConfigurationProvider configuration) : IConfigureNamedOptions<WorkOsBearerOptions>
{
    public void Configure(WorkOsBearerOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, WorkOsBearerOptions options)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        var section = configuration.GetSchemeConfiguration(name);
        Assign(section, nameof(options.ClientId), options, value => options.ClientId = value);
        Assign(section, nameof(options.BaseAddress), options, value => options.BaseAddress = new Uri(value, UriKind.Absolute));
        Assign(section, nameof(options.ClockSkew), options, value => options.ClockSkew = ParseTimeSpan(value));
        Assign(section, nameof(options.RoleClaim), options, value => options.RoleClaim = value);
        Assign(section, nameof(options.SaveToken), options, value => options.SaveToken = bool.Parse(value));
        Assign(section, nameof(options.TokenCacheSize), options, value => options.TokenCacheSize = int.Parse(value, CultureInfo.InvariantCulture));
        Assign(section, nameof(options.BackchannelTimeout), options, value => options.BackchannelTimeout = ParseTimeSpan(value));

        // `ValidIssuer` and `ValidAudience` are the names that `dotnet user-jwts` and JwtBearer write for a single value.
        AssignAll(section, "ValidIssuer", options.ValidIssuers);
        AssignAll(section, nameof(options.ValidIssuers), options.ValidIssuers);
        AssignAll(section, "ValidAudience", options.ValidAudiences);
        AssignAll(section, nameof(options.ValidAudiences), options.ValidAudiences);
    }

    private static TimeSpan ParseTimeSpan(string value) => TimeSpan.Parse(value, CultureInfo.InvariantCulture);

    private static void Assign(IConfiguration section, string key, WorkOsBearerOptions options, Action<string> assign)
    {
        if (section[key] is not { } value)
        {
            return;
        }

        try
        {
            assign(value);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            options.ConfigurationProblems.Add($"'{key}' in the configuration cannot be read: correct or remove it");
        }
    }

    private static void AssignAll(IConfiguration section, string key, IList<string> values)
    {
        foreach (var entry in section.GetSection(key).GetChildren().Append(section.GetSection(key)))
        {
            if (entry.Value is { } value && !values.Contains(value))
            {
                values.Add(value);
            }
        }
    }
}
