using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Reads <c>Authentication:Schemes:{scheme}</c>. Only keys that are present are assigned, and code that configures the
/// scheme afterwards wins. A value that cannot be read is kept as a problem for start-up, with its key.
/// </summary>
internal abstract class WorkOsRemoteConfigureOptions<TOptions>(IAuthenticationConfigurationProvider configuration)
    : IConfigureNamedOptions<TOptions>
    where TOptions : WorkOsRemoteOptions
{
    public void Configure(TOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, TOptions options)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        var section = configuration.GetSchemeConfiguration(name);
        if (section.GetChildren().Any())
        {
            ConfigureCommon(section, options);
            ConfigureProduct(section, options);
        }
    }

    protected abstract void ConfigureProduct(IConfiguration section, TOptions options);

    protected static void Assign(IConfiguration section, string key, Action<string> assign)
    {
        if (section[key] is { } value)
        {
            assign(value);
        }
    }

    protected static void Assign<T>(
        IConfiguration section, string key, TOptions options, Func<string, T> parse, Action<T> assign) =>
        Assign(section, key, value =>
        {
            try
            {
                assign(parse(value));
            }
            catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
            {
                options.ConfigurationProblems.Add(
                    $"'{key}' in the configuration cannot be read as {typeof(T).Name}: correct or remove it");
            }
        });

    // As the configuration binder does, but without the numbers that stand for nothing.
    protected static T ParseEnum<T>(string value)
        where T : struct, Enum =>
        Enum.TryParse<T>(value, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : throw new FormatException();

    protected static TimeSpan ParseTimeSpan(string value) => TimeSpan.Parse(value, CultureInfo.InvariantCulture);

    private static void ConfigureCommon(IConfiguration section, TOptions options)
    {
        Assign(section, nameof(options.Enabled), options, bool.Parse, value => options.Enabled = value);
        Assign(section, nameof(options.ClientId), value => options.ClientId = value);
        Assign(section, nameof(options.ClientSecret), value => options.ClientSecret = value);
        Assign(section, nameof(options.ApiKey), value => options.ApiKey = value);
        Assign(section, nameof(options.BaseAddress), options, ParseUri, value => options.BaseAddress = value);
        Assign(section, nameof(options.PublicOrigin), options, ParseUri, value => options.PublicOrigin = value);
        Assign(section, nameof(options.CallbackPath), options, ParsePath, value => options.CallbackPath = value);
        Assign(section, nameof(options.AccessDeniedPath), options, ParsePath, value => options.AccessDeniedPath = value);
        Assign(section, nameof(options.SignInPath), options, ParsePath, value => options.SignInPath = value);
        Assign(section, nameof(options.ErrorPath), options, ParsePath, value => options.ErrorPath = value);
        Assign(section, nameof(options.SignInScheme), value => options.SignInScheme = value);
        Assign(section, nameof(options.UsePkce), options, bool.Parse, value => options.UsePkce = value);
        Assign(section, nameof(options.SaveTokens), options, bool.Parse, value => options.SaveTokens = value);
        Assign(section, nameof(options.IdpInitiated), options, ParseEnum<IdpInitiated>, value => options.IdpInitiated = value);
        Assign(section, nameof(options.BackchannelTimeout), options, ParseTimeSpan, value => options.BackchannelTimeout = value);
        Assign(section, nameof(options.RemoteAuthenticationTimeout), options, ParseTimeSpan, value => options.RemoteAuthenticationTimeout = value);

        foreach (var origin in section.GetSection(nameof(options.AllowedReturnOrigins)).GetChildren())
        {
            if (origin.Value is { } value)
            {
                options.AllowedReturnOrigins.Add(value);
            }
        }
    }

    private static Uri ParseUri(string value) => new(value, UriKind.Absolute);

    private static PathString ParsePath(string value) => new(value);
}
