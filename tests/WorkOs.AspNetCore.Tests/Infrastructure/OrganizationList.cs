using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>The answer to <c>GET /organizations</c>.</summary>
internal static class OrganizationList
{
    public static HttpResponseMessage Of(params (string Id, string Domain, string? State)[] organizations) => StubWorkOs.Json(new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. organizations.Select(organization => new JsonObject
        {
            ["id"] = organization.Id,
            ["domains"] = new JsonArray(new JsonObject { ["domain"] = organization.Domain, ["state"] = organization.State }),
        })]),
    }.ToJsonString());
}
