using System.Text;
using System.Text.Json.Nodes;
using LiveCheck.People;
using LiveCheck.Shapes;

namespace LiveCheck.Asking;

/// <summary>Sends the request of a check and returns the shape of the response.</summary>
internal sealed class Caller(HttpClient client, Values values, IPerson? person)
{
    private const string AuthKitPrefix = "authkit:";

    /// <summary>The first value that the request needs and that is not available, or null.</summary>
    public string? MissingFor(Ask ask) =>
        ask.ByPerson && person is null ? "person"
        : ask.Path.StartsWith(AuthKitPrefix, StringComparison.Ordinal) && values["authkit"] is null ? "authkit"
        : values.MissingIn(ask.Path) ?? values.MissingIn(ask.Fields) ?? values.MissingIn(ask.Bearer);

    /// <exception cref="HttpRequestException">There was no response.</exception>
    /// <exception cref="OperationCanceledException">There was no response in time.</exception>
    public async Task<Shape> SendAsync(Ask ask, CancellationToken cancellationToken)
    {
        var url = UrlOf(ask.Path);
        if (ask.ByPerson)
        {
            var callback = await person!.SignInAsync(url, cancellationToken);
            return Shape.OfCallback(callback, values);
        }

        using var request = new HttpRequestMessage(new(ask.Method), url) { Content = Content(ask) };
        if (ask.Path.Contains("/authorize?", StringComparison.Ordinal))
        {
            // As a browser does: WorkOS may respond to other clients with the URL instead of a redirect.
            request.Headers.Accept.Add(new("text/html"));
        }

        request.Headers.Authorization = ask.Bearer is null ? null : new("Bearer", values.Fill(ask.Bearer, value => value));
        using var answer = await client.SendAsync(request, cancellationToken);
        return await Shape.OfAsync(answer, values, cancellationToken);
    }

    private Uri UrlOf(string path)
    {
        var filled = values.Fill(path, Uri.EscapeDataString);
        return filled.StartsWith(AuthKitPrefix, StringComparison.Ordinal)
            ? new(values["authkit"] + filled[AuthKitPrefix.Length..])
            : new(values["api"] + filled);
    }

    private HttpContent? Content(Ask ask)
    {
        if (ask.Fields is null)
        {
            return null;
        }

        var fields = ask.Fields.Split('&').Select(field => field.Split('=', 2))
            .Select(field => KeyValuePair.Create(field[0], values.Fill(field[1], value => value)));
        return ask.AsJson
            ? new StringContent(
                new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value))).ToJsonString(), Encoding.UTF8, "application/json")
            : new FormUrlEncodedContent(fields);
    }
}
