using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveCheck.Asking;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveCheck.Shapes;

/// <summary>The names and kinds in a response. The values are kept for later requests, and are never shown.</summary>
internal sealed class Shape
{
    private readonly Dictionary<string, List<Trait>> _traits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Values _known;

    private Shape(Values known) => _known = known;

    public IReadOnlyDictionary<string, List<Trait>> Traits => _traits;

    public string? ValueOf(string path) => _values.GetValueOrDefault(path);

    public static async Task<Shape> OfAsync(HttpResponseMessage answer, Values known, CancellationToken cancellationToken)
    {
        var shape = new Shape(known);
        shape.Add("status", Trait.Of(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)));
        shape.AddLocation(answer.RequestMessage!.RequestUri!, answer.Headers.Location);
        foreach (var name in new[] { "X-Request-ID", "WWW-Authenticate", "Cache-Control", "Retry-After" })
        {
            shape.Add("header." + name, Trait.Of(answer.Headers.NonValidated.Contains(name) ? "present" : "absent"));
        }

        if (answer.Headers.CacheControl?.MaxAge is { } age)
        {
            shape.Add("header.max-age", Trait.Of(Seconds(age)));
        }

        shape.AddBody(await answer.Content.ReadAsStringAsync(cancellationToken));
        return shape;
    }

    public static Shape OfCallback(Uri callback, Values known)
    {
        var shape = new Shape(known);
        shape.AddLocation(callback, callback);
        return shape;
    }

    private void Add(string path, Trait trait)
    {
        if (!_traits.TryGetValue(path, out var traits))
        {
            _traits[path] = traits = [];
        }

        if (!traits.Exists(other => other.ToString() == trait.ToString()))
        {
            traits.Add(trait);
        }
    }

    /// <summary>Adds the target of a redirect: a callback of the run, with its query string, or another page.</summary>
    private void AddLocation(Uri request, Uri? location)
    {
        if (location is null)
        {
            Add("to", Trait.Of("no redirect"));
            return;
        }

        var url = new Uri(request, location);
        var page = url.GetLeftPart(UriPartial.Path);
        var names = _known.NamesOf(page).Where(name => name is "{redirect_uri}" or "{sign_out_redirect}").ToList();
        Add("to", new(names.Count == 0 ? "another page" : "own page", IsText: false, names));
        if (names.Count > 0)
        {
            foreach (var (name, text) in QueryHelpers.ParseQuery(url.Query))
            {
                AddText("query." + Kinds.Name(name), name is "error" ? name : "", text.ToString());
            }
        }
    }

    private void AddBody(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is { } body)
            {
                Add(body, "body", "");
            }
        }
        catch (JsonException)
        {
            Add("body", Trait.Of(text.Length == 0 ? "nothing" : "a page"));
        }
    }

    private void Add(JsonNode? node, string path, string field)
    {
        switch (node)
        {
            case JsonObject members:
                Add(path, Trait.Of("object"));
                foreach (var (name, member) in members)
                {
                    Add(member, $"{path}.{Kinds.Name(name)}", name);
                }

                break;
            case JsonArray items:
                Add(path, Trait.Of(items.Count == 0 ? "empty list" : "list"));
                foreach (var item in items)
                {
                    Add(item, path + "[]", "");
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                AddText(path, field, value.GetValue<string>());
                break;
            default:
                Add(path, Trait.Of(node?.GetValueKind() switch
                {
                    null => "null",
                    JsonValueKind.Number when field is "expires_in" => Seconds(TimeSpan.FromSeconds(node.GetValue<double>())),
                    JsonValueKind.Number => "number",
                    _ => "flag",
                }));
                break;
        }
    }

    private void AddText(string path, string field, string text)
    {
        _values.TryAdd(path, text);
        var kind = Kinds.Of(field, text);
        Add(path, new(kind, IsText: true, [.. _known.NamesOf(text)]));
        if (kind == "jwt")
        {
            AddJwt(path, text.Split('.'));
        }
    }

    private void AddJwt(string path, string[] parts)
    {
        try
        {
            var header = JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[0]));
            var claims = JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[1]));
            Add(header, path + ".header", "");
            Add(claims, path + ".claims", "");
            if (claims is JsonObject && claims["exp"] is JsonValue exp && claims["iat"] is JsonValue iat)
            {
                Add(path + ".lifetime", Trait.Of(Seconds(TimeSpan.FromSeconds(exp.GetValue<double>() - iat.GetValue<double>()))));
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            Add(path + ".header", Trait.Of("not readable"));
        }
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s");
}
