using System.Globalization;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>The answer to <c>GET /organizations</c>.</summary>
internal static class OrganizationList
{
    public static HttpResponseMessage Of(params (string Id, string Domain, string? State)[] organizations) => StubWorkOs.Json(Body(organizations).ToJsonString());

    /// <summary>A list that says of its next page what it is told to say, in JSON.</summary>
    public static HttpResponseMessage WithMetadata(string metadata, params (string Id, string Domain, string? State)[] organizations)
    {
        var body = Body(organizations);
        body["list_metadata"] = JsonNode.Parse(metadata);
        return StubWorkOs.Json(body.ToJsonString());
    }

    /// <summary>The page that the request asks for, as WorkOS cuts them: 10 organizations unless it says otherwise, 100 at most.</summary>
    public static HttpResponseMessage PageOf(RecordedRequest request, params (string Id, string Domain, string? State)[] organizations)
    {
        var limit = int.Parse(request.QueryValue("limit") ?? "10", CultureInfo.InvariantCulture);
        Assert.InRange(limit, 1, 100);
        var after = request.QueryValue("after");
        var start = Array.FindIndex(organizations, organization => organization.Id == after) + 1;
        Assert.True(after is null || start > 0, "No page ends with this organization.");
        var page = organizations.Skip(start).Take(limit).ToArray();
        var next = start + page.Length < organizations.Length ? $"\"{page[^1].Id}\"" : "null";
        return WithMetadata($$"""{"before":null,"after":{{next}}}""", page);
    }

    private static JsonObject Body((string Id, string Domain, string? State)[] organizations) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. organizations.Select(organization => new JsonObject
        {
            ["id"] = organization.Id,
            ["domains"] = new JsonArray(new JsonObject { ["domain"] = organization.Domain, ["state"] = organization.State }),
        })]),
    };
}
