using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The JSON body of a call of the management API. Invalid fields are collected, and reported in one 422 response.</summary>
internal sealed class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonObject _body;
    private readonly List<(string Field, string Code, string Message)> _problems = [];

    private RequestBody(JsonObject body) => _body = body;

    /// <summary>Reads the body; an empty body is an empty object. If the body can't be read, answers the request and returns null.</summary>
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
        // An unpaired surrogate is well-formed JSON, but reading the string throws InvalidOperationException.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
        }

        await context.WriteMessageAsync(StatusCodes.Status400BadRequest, "Problems parsing JSON", "invalid_request_body");
        return null;
    }

    /// <summary>Whether the field is present, even with a null value.</summary>
    public bool Has(string name) => _body.ContainsKey(name);

    /// <summary>A string, or null if there is none.</summary>
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

    /// <summary>A required string; an empty string if it is missing or not valid.</summary>
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

    /// <summary>A required e-mail address.</summary>
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

    /// <summary>An integer in the range, or the fallback if there is none.</summary>
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

    /// <summary>WorkOS's metadata: an object with string values, or null if there is none.</summary>
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

    /// <summary>A list of strings, or null if there is none.</summary>
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

    /// <summary>A list of objects, or null if there is none.</summary>
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

    /// <summary>Adds the problems of a part of the body.</summary>
    public void Include(RequestBody part) => _problems.AddRange(part._problems);

    /// <summary>Answers the request with the problems, if there are any.</summary>
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
