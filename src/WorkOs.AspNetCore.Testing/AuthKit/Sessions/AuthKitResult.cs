using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>An answer of the authenticate endpoint.</summary>
internal sealed record AuthKitResult(int Status, JsonObject Body)
{
    public static AuthKitResult OAuthError(string error, string description) =>
        new(StatusCodes.Status400BadRequest, new() { ["error"] = error, ["error_description"] = description });

    public static AuthKitResult Error(int status, string code, string message) =>
        new(status, new() { ["code"] = code, ["message"] = message });

    public static AuthKitResult Missing(string field) =>
        Error(StatusCodes.Status422UnprocessableEntity, "invalid_request_parameters", $"{field} is required.");

    public static AuthKitResult NotAMember() =>
        OAuthError("organization_membership_not_found", "The user is not a member of the organization.");
}
