using System.Text.RegularExpressions;

namespace LiveCheck.Asking;

/// <summary>
/// The values for the placeholders of requests: the settings of the run and values of earlier responses. The report contains none of them.
/// </summary>
internal sealed partial class Values
{
    private const string Client = "client_id";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string? this[string name]
    {
        get => _values.GetValueOrDefault(name);
        set
        {
            if (!string.IsNullOrEmpty(value))
            {
                _values[name] = value;
            }
        }
    }

    /// <summary>The first name in the template that has no value yet, or null.</summary>
    public string? MissingIn(string? template) =>
        Placeholder().Matches(template ?? "").Select(match => match.Groups["name"].Value).FirstOrDefault(name => this[name] is null);

    public string Fill(string template, Func<string, string> encode) =>
        Placeholder().Replace(template, match => encode(this[match.Groups["name"].Value] ?? ""));

    /// <summary>The names, in braces, of all values that equal this text, including the known forms of an issuer.</summary>
    public IEnumerable<string> NamesOf(string text)
    {
        foreach (var (name, value) in _values)
        {
            if (value == text)
            {
                yield return $"{{{name}}}";
            }
        }

        if (this["api"] is { } api && text.StartsWith(api, StringComparison.Ordinal))
        {
            var rest = text[api.Length..];
            if (rest == "/")
            {
                yield return "{api}/";
            }
            else if (rest == $"/user_management/{this[Client]}")
            {
                yield return "{api}/user_management/{client_id}";
            }
        }
    }

    /// <summary>Replaces the values in a line. This is a second protection, in case a value gets into the report.</summary>
    public string Hide(string line)
    {
        foreach (var (name, value) in _values)
        {
            if (value.Length >= 8 && name is not ("api" or "authkit"))
            {
                line = line.Replace(value, "(hidden)", StringComparison.Ordinal);
            }
        }

        return line;
    }

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
