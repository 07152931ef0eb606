using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectResourcesTests : ConnectTest
{
    private const string Path = "/user_management/authkit_oauth_resources";

    private static readonly Dictionary<string, string> Wrong = new(StringComparer.Ordinal)
    {
        ["no URI"] = "{}",
        ["a relative URI"] = """{"uri":"/mcp"}""",
        ["a fragment"] = """{"uri":"https://api.example.com/#a"}""",
        ["no text"] = """{"uri":1}""",
        ["no JSON"] = "{",
        ["taken"] = """{"uri":"https://taken.example.com"}""",
    };

    public static TheoryData<string> WrongNames => new(Wrong.Keys);

    [Fact]
    public async Task Resources_are_added_listed_and_deleted_at_the_API()
    {
        var (status, added) = await SendAsync(HttpMethod.Post, Path, """{"uri":"https://api.example.com/mcp","default":true}""");

        Assert.Equal(201, status);
        Assert.Equal(("authkit_oauth_resource", "https://api.example.com/mcp", true), ((string?)added["object"], (string?)added["uri"], (bool)added["default"]!));
        var (_, list) = await Caller.GetAsync(Path, WorkOs.ApiKey);
        Assert.True(JsonNode.DeepEquals(added, Assert.Single(list["data"]!.AsArray())));
        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, $"{Path}/{added["id"]}")).Status);
        Assert.Equal(404, (await SendAsync(HttpMethod.Delete, $"{Path}/{added["id"]}")).Status);
        Assert.Empty((await Caller.GetAsync(Path, WorkOs.ApiKey)).Body["data"]!.AsArray());
    }

    [Fact]
    public async Task One_resource_is_the_default()
    {
        WorkOs.Connect.AddResource("https://one.example.com", isDefault: true);
        WorkOs.Connect.AddResource("https://two.example.com", isDefault: true);

        var (_, list) = await Caller.GetAsync(Path, WorkOs.ApiKey);

        Assert.Equal([false, true], list["data"]!.AsArray().Select(resource => (bool)resource!["default"]!));
    }

    [Theory]
    [MemberData(nameof(WrongNames))]
    public async Task A_wrong_resource_is_refused(string which)
    {
        WorkOs.Connect.AddResource("https://taken.example.com");

        Assert.Equal(422, (await SendAsync(HttpMethod.Post, Path, Wrong[which])).Status);
        Assert.Throws<ArgumentException>(() => WorkOs.Connect.AddResource("https://taken.example.com"));
        Assert.Throws<ArgumentException>(() => WorkOs.Connect.AddResource("/mcp"));
    }

    [Theory]
    [InlineData("GET", Path)]
    [InlineData("POST", Path)]
    [InlineData("DELETE", Path + "/any")]
    public async Task Resources_need_the_api_key(string method, string path) =>
        Assert.Equal(401, (await SendAsync(new(method), path, apiKey: "wrong")).Status);

    private async Task<(int Status, JsonObject Body)> SendAsync(HttpMethod method, string path, string? json = null, string? apiKey = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", apiKey ?? WorkOs.ApiKey);
        using var answer = await Caller.Client.SendAsync(request);
        return ((int)answer.StatusCode, answer.StatusCode == HttpStatusCode.NoContent ? [] : JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }
}
