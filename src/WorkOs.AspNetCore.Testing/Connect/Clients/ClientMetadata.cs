using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The metadata of a client (RFC 7591), from its registration or its client metadata document.</summary>
internal sealed record ClientMetadata
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> RedirectUris { get; init; }

    public required string AuthenticationMethod { get; init; }

    /// <summary>The metadata, or the error code of RFC 7591.</summary>
    public static (ClientMetadata? Metadata, string? Error) Read(JsonObject json, string defaultMethod)
    {
        var redirects = (json["redirect_uris"] as JsonArray)?.Select(TextOf).ToList();
        if (redirects is not { Count: > 0 } || redirects.Exists(uri => uri is null || !IsRedirect(uri)))
        {
            return (null, "invalid_redirect_uri");
        }

        var method = json.ContainsKey("token_endpoint_auth_method") ? TextOf(json["token_endpoint_auth_method"]) : defaultMethod;
        return method is "none" or "client_secret_post" or "client_secret_basic"
            ? (new() { Name = TextOf(json["client_name"]) ?? "Unnamed client", RedirectUris = redirects!, AuthenticationMethod = method }, null)
            : (null, "invalid_client_metadata");
    }

    /// <summary>A third-party application, like every client that was not added in the dashboard.</summary>
    public WorkOsSandboxConnectApplication ToApplication(string clientId) => new()
    {
        ClientId = clientId,
        ClientSecret = AuthenticationMethod == "none" ? null : SandboxIds.NewSecret(),
        Name = Name,
        RedirectUris = new([.. RedirectUris.Select(RedirectPattern.Parse)]),
        IsDynamicallyRegistered = true,
    };

    public static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsRedirect(string uri)
    {
        try
        {
            return !RedirectPattern.Parse(uri).HasWildcard;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
