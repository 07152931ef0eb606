using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The response of an OAuth token endpoint (RFC 6749, sections 5.1 and 5.2).</summary>
internal sealed record OAuthAnswer(int Status, JsonObject Body)
{
    public bool IsSuccess => Status == StatusCodes.Status200OK;

    public static OAuthAnswer Succeed(JsonObject body) => new(StatusCodes.Status200OK, body);

    public static OAuthAnswer Refuse(string error, string description) =>
        new(StatusCodes.Status400BadRequest, new() { ["error"] = error, ["error_description"] = description });
}
