using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// The section <c>Authentication:Schemes:{scheme}</c>. Only keys that are present are read. A value that cannot be parsed
/// becomes a problem that is reported at start-up, with its key.
/// </summary>
internal sealed class SchemeSection(IAuthenticationConfigurationProvider configuration, string scheme, ICollection<string> problems)
{
    private readonly IConfiguration _section = configuration.GetSchemeConfiguration(scheme);

    public void Text(string key, Action<string> assign) => Read(key, value => value, assign);

    public void Boolean(string key, Action<bool> assign) => Read(key, bool.Parse, assign);

    public void Number(string key, Action<int> assign) => Read(key, value => int.Parse(value, CultureInfo.InvariantCulture), assign);

    public void Duration(string key, Action<TimeSpan> assign) => Read(key, value => TimeSpan.Parse(value, CultureInfo.InvariantCulture), assign);

    public void Address(string key, Action<Uri> assign) => Read(key, value => new Uri(value, UriKind.Absolute), assign);

    public void Path(string key, Action<PathString> assign) => Read(key, value => new PathString(value), assign);

    // As the configuration binder does, but without numbers that are no member of the enum.
    public void Choice<T>(string key, Action<T> assign)
        where T : struct, Enum =>
        Read(key, value => Enum.TryParse<T>(value, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : throw new FormatException(), assign);

    /// <summary>A single value or a list.</summary>
    public void List(string key, Action<string> add)
    {
        var section = _section.GetSection(key);
        foreach (var entry in section.GetChildren().Append(section))
        {
            if (entry.Value is { } value)
            {
                add(value);
            }
        }
    }

    public void Map(string key, Action<string, string> assign)
    {
        foreach (var entry in _section.GetSection(key).GetChildren())
        {
            assign(entry.Key, entry.Value ?? string.Empty);
        }
    }

    private void Read<T>(string key, Func<string, T> parse, Action<T> assign)
    {
        if (_section[key] is not { } value)
        {
            return;
        }

        try
        {
            assign(parse(value));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            problems.Add($"'{key}' in the configuration cannot be read as {typeof(T).Name}: correct or remove it");
        }
    }
}
