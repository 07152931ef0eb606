using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The JSON body of a call of the management API. What does not do is collected, and answered with one 422.</summary>
internal sealed class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonObject _body;
    private readonly List<(string Field, string Code, string Message)> _problems = [];

    private RequestBody(JsonObject body) => _body = body;

    /// <summary>Reads the body; an empty one is an empty object. Answers the request itself and returns null when it can't be read.</summary>
    public static async Task<RequestBody?> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return new([]);
            }

            if (JsonNode.Parse(text, documentOptions: Strict) is JsonObject body)
            {
                ReadAllText(body);
                return new(body);
            }
        }
        // Half of a surrogate pair is well-formed JSON until somebody reads the text.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
        }

        await context.WriteMessageAsync(StatusCodes.Status400BadRequest, "Problems parsing JSON", "invalid_request_body");
        return null;
    }

    /// <summary>Whether the field is there, with null, too.</summary>
    public bool Has(string name) => _body.ContainsKey(name);

    /// <summary>A text, or null where there is none.</summary>
    public string? Text(string name)
    {
        var value = _body[name];
        if (value is null)
        {
            return null;
        }

        if (value.GetValueKind() == JsonValueKind.String)
        {
            return value.GetValue<string>();
        }

        Refuse(name, "invalid_type", "must be a string");
        return null;
    }

    /// <summary>A text that must be there. The empty one stands for it where it is not.</summary>
    public string RequiredText(string name)
    {
        if (_body[name] is { } value && value.GetValueKind() != JsonValueKind.String)
        {
            return Text(name) ?? "";
        }

        var text = Text(name)?.Trim() ?? "";
        if (text.Length == 0)
        {
            Refuse(name, "required", "is required");
        }

        return text;
    }

    /// <summary>An e-mail address that must be there.</summary>
    public string RequiredEmail(string name)
    {
        var email = RequiredText(name);
        if (email.Length > 0 && email.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at == email.Length - 1))
        {
            Refuse(name, "email_required", "must be an e-mail address");
        }

        return email;
    }

    public bool? Flag(string name)
    {
        switch (_body[name]?.GetValueKind())
        {
            case null:
                return null;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                Refuse(name, "invalid_type", "must be a boolean");
                return null;
        }
    }

    /// <summary>A whole number of the range, or the fallback where there is none.</summary>
    public int Number(string name, int least, int most, int fallback)
    {
        if (_body[name] is not { } value)
        {
            return fallback;
        }

        if (value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(name, "invalid_number", $"must be a whole number from {least} to {most}");
        return fallback;
    }

    /// <summary>WorkOS's metadata: texts by name. Null where there is none.</summary>
    public JsonObject? Metadata(string name)
    {
        switch (_body[name])
        {
            case null:
                return null;
            case JsonObject metadata when metadata.All(pair => pair.Value is null || pair.Value.GetValueKind() == JsonValueKind.String):
                return new(metadata.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value!.DeepClone())));
            default:
                Refuse(name, "invalid_type", "must be an object of strings");
                return null;
        }
    }

    /// <summary>A list of texts, or null where there is none.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        switch (_body[name])
        {
            case null:
                return null;
            case JsonArray values when values.All(value => value?.GetValueKind() == JsonValueKind.String):
                return [.. values.Select(value => value!.GetValue<string>())];
            default:
                Refuse(name, "invalid_type", "must be a list of strings");
                return null;
        }
    }

    /// <summary>A list of objects, or null where there is none.</summary>
    public IReadOnlyList<RequestBody>? Objects(string name)
    {
        switch (_body[name])
        {
            case null:
                return null;
            case JsonArray values when values.All(value => value is JsonObject):
                return [.. values.Select(value => new RequestBody((JsonObject)value!))];
            default:
                Refuse(name, "invalid_type", "must be a list of objects");
                return null;
        }
    }

    public void Refuse(string field, string code, string message) => _problems.Add((field, code, $"{field} {message}"));

    /// <summary>Takes over what was found in a part of the body.</summary>
    public void Include(RequestBody part) => _problems.AddRange(part._problems);

    /// <summary>Answers the request with what was found, if anything was.</summary>
    public async Task<bool> IsRefusedAsync(HttpContext context)
    {
        if (_problems.Count == 0)
        {
            return false;
        }

        await context.WriteInvalidAsync(_problems);
        return true;
    }

    private static void ReadAllText(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, member) in members)
                {
                    ReadAllText(member);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    ReadAllText(item);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                value.GetValue<string>();
                break;
        }
    }
}
