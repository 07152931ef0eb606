using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The fields of a JSON or form body. The query string is not read.</summary>
internal sealed class RequestFields
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private RequestFields()
    {
    }

    /// <summary>An empty field counts as absent.</summary>
    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Reads the body. If it can't be read, answers the request and returns null.</summary>
    public static async Task<RequestFields?> ReadAsync(HttpContext context)
    {
        if (context.Request.HasJsonContentType())
        {
            return await ReadJsonAsync(context);
        }

        if (context.Request.HasFormContentType)
        {
            return await ReadFormAsync(context);
        }

        await context.WriteMessageAsync(StatusCodes.Status415UnsupportedMediaType, "Send a JSON or a form body.", "unsupported_media_type");
        return null;
    }

    /// <summary>Reads a form of an OAuth endpoint, with OAuth errors. If it can't be read, answers the request and returns null.</summary>
    public static async Task<RequestFields?> ReadOAuthFormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            await context.WriteOAuthErrorAsync("invalid_request", "The body must be form encoded.");
            return null;
        }

        var fields = new RequestFields();
        foreach (var (name, values) in await context.Request.ReadFormAsync(context.RequestAborted))
        {
            if (values.Count != 1)
            {
                await context.WriteOAuthErrorAsync("invalid_request", $"{name} is repeated.");
                return null;
            }

            fields._values[name] = values[0]!;
        }

        return fields;
    }

    private static async Task<RequestFields?> ReadJsonAsync(HttpContext context)
    {
        var fields = new RequestFields();
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new JsonException();
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.String)
                {
                    fields._values[property.Name] = property.Value.GetString()!;
                }
                else if (property.Value.ValueKind != JsonValueKind.Null)
                {
                    await context.WriteMessageAsync(
                        StatusCodes.Status422UnprocessableEntity, $"{property.Name} must be a string.", "invalid_request_parameters");
                    return null;
                }
            }

            return fields;
        }
        // An unpaired surrogate is well-formed JSON, but reading the string throws InvalidOperationException.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            await context.WriteMessageAsync(StatusCodes.Status400BadRequest, "Problems parsing JSON", "invalid_request_body");
            return null;
        }
    }

    private static async Task<RequestFields?> ReadFormAsync(HttpContext context)
    {
        var fields = new RequestFields();
        foreach (var (name, values) in await context.Request.ReadFormAsync(context.RequestAborted))
        {
            if (values.Count != 1)
            {
                await context.WriteMessageAsync(
                    StatusCodes.Status422UnprocessableEntity, $"{name} is repeated.", "invalid_request_parameters");
                return null;
            }

            fields._values[name] = values[0]!;
        }

        return fields;
    }
}
