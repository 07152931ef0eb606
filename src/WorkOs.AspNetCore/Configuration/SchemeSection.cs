using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// The section <c>Authentication:Schemes:{scheme}</c>. If a shell cannot export that name, the section with underscores in place of the other
/// characters is read as well: <c>WorkOS_AuthKit</c> for <c>WorkOS.AuthKit</c>. A key of the exact name takes precedence. Only keys that are
/// present are read. A value that cannot be parsed is reported as a problem at start-up, with its key.
/// </summary>
internal sealed class SchemeSection(IAuthenticationConfigurationProvider configuration, string scheme, ICollection<string> problems)
{
    private readonly IConfiguration[] _sections = ExportableName(scheme) is var exportable && exportable == scheme
        ? [configuration.GetSchemeConfiguration(scheme)]
        : [configuration.GetSchemeConfiguration(scheme), configuration.GetSchemeConfiguration(exportable)];

    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public void Text(string key, Action<string> assign) => Read(key, value => value, "write a text", assign);

    public void Boolean(string key, Action<bool> assign) => Read(key, bool.Parse, "write true or false", assign);

    public void Number(string key, Action<int> assign) => Read(key, value => int.Parse(value, CultureInfo.InvariantCulture), "write a whole number", assign);

    // A number alone would be parsed as days, which is never intended.
    public void Duration(string key, Action<TimeSpan> assign) => Read(
        key,
        value => value.Contains(':', StringComparison.Ordinal) ? TimeSpan.Parse(value, CultureInfo.InvariantCulture) : throw new FormatException(),
        "write hours, minutes and seconds, such as 00:15:00",
        assign);

    public void Address(string key, Action<Uri> assign) =>
        Read(key, value => new Uri(value, UriKind.Absolute), "write an address with its scheme, such as https://api.workos.com", assign);

    public void Path(string key, Action<PathString> assign) =>
        Read(key, value => new PathString(value), "write a path that begins with '/', such as /sign-in; scheme and host belong into PublicOrigin", assign);

    // Parses as the configuration binder does, but rejects numbers that are not members of the enum.
    public void Choice<T>(string key, Action<T> assign)
        where T : struct, Enum =>
        Read(
            key,
            value => Enum.TryParse<T>(value, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : throw new FormatException(),
            $"write one of {string.Join(", ", Enum.GetNames<T>())}",
            assign);

    /// <summary>A single value or a list.</summary>
    public void List(string key, Action<string> add)
    {
        var section = Find(key);
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
        foreach (var entry in Find(key).GetChildren())
        {
            assign(entry.Key, entry.Value ?? string.Empty);
        }
    }

    /// <summary>The keys of the section that have not been read, each with a suggestion.</summary>
    public IEnumerable<string> FindUnknown() => _sections
        .SelectMany(static section => section.GetChildren())
        .Select(static entry => entry.Key)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Where(key => !_known.Contains(key))
        .Select(key => NearestName.Of(key, _known) is { } near
            ? $"'{key}' in the configuration section of the scheme is no setting and has no effect: write '{near}'"
            : $"'{key}' in the configuration section of the scheme is no setting and has no effect: compare it with the options in the documentation, or remove it")
        .ToList();

    private static string ExportableName(string scheme) => string.Concat(scheme.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private IConfigurationSection Find(string key)
    {
        _known.Add(key);
        return _sections.Select(section => section.GetSection(key)).FirstOrDefault(static section => section.Exists()) ?? _sections[0].GetSection(key);
    }

    private void Read<T>(string key, Func<string, T> parse, string expected, Action<T> assign)
    {
        if (Find(key).Value is not { } value)
        {
            return;
        }

        try
        {
            assign(parse(value));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            problems.Add($"'{key}' in the configuration cannot be read: {expected}");
        }
    }
}
