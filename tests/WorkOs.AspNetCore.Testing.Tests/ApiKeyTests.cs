using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ApiKeyTests : AuthKitTest
{
    [Fact]
    public async Task A_key_of_an_organization_tells_owner_and_permissions()
    {
        var key = WorkOs.ApiKeys.Create("org_acme", "posts:read", "posts:write");

        var (status, body) = await ValidateAsync(key.Value);

        Assert.Equal(200, status);
        var expected = JsonNode.Parse($$"""
            {
              "object": "api_key", "id": "{{key.Id}}", "owner": {"type": "organization", "id": "org_acme"}, "name": "API key",
              "obfuscated_value": "sk_...{{key.Value[^4..]}}", "permissions": ["posts:read", "posts:write"], "last_used_at": null, "expires_at": null,
              "created_at": "2026-08-01T12:00:00.000Z", "updated_at": "2026-08-01T12:00:00.000Z"
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, body["api_key"]), body.ToJsonString());
        Assert.DoesNotContain(key.Value, body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("2026-08-01T12:00:00.000Z", (string?)(await ValidateAsync(key.Value)).Body["api_key"]!["last_used_at"]);
    }

    [Fact]
    public async Task A_key_of_a_member_tells_user_and_organization()
    {
        var key = WorkOs.ApiKeys.Create("org_acme", options =>
        {
            options.UserId = Ada.UserId;
            options.Value = "sk_mine";
            options.Name = "Laptop";
            options.ExpiresAt = Clock.GetUtcNow().AddHours(1);
        });

        var (_, body) = await ValidateAsync("sk_mine");

        Assert.Equal($$"""{"type":"user","id":"{{Ada.UserId}}","organization_id":"org_acme"}""", body["api_key"]!["owner"]!.ToJsonString());
        Assert.Equal(("Laptop", "2026-08-01T13:00:00.000Z"), ((string?)body["api_key"]!["name"], (string?)body["api_key"]!["expires_at"]));
        Assert.Equal((Ada.UserId, "sk_mine"), (key.UserId, key.Value));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("expired")]
    [InlineData("revoked")]
    public async Task What_is_no_key_is_null(string which)
    {
        var key = WorkOs.ApiKeys.Create("org_acme", options => options.ExpiresAt = Clock.GetUtcNow().AddMinutes(1));
        Assert.NotNull((await ValidateAsync(key.Value)).Body["api_key"]);
        if (which == "expired")
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
        }
        else if (which == "revoked")
        {
            Assert.True(WorkOs.ApiKeys.RevokeSilently(key.Id));
            Assert.False(WorkOs.ApiKeys.RevokeSilently(key.Id));
        }

        var (status, body) = await ValidateAsync(which == "unknown" ? "sk_other" : key.Value);

        Assert.Equal((200, """{"api_key":null}"""), (status, body.ToJsonString()));
    }

    [Fact]
    public async Task The_api_key_of_the_environment_is_none_of_a_customer() =>
        Assert.Null((await ValidateAsync(WorkOs.ApiKey)).Body["api_key"]);

    [Fact]
    public async Task Validation_needs_the_key_of_the_environment_and_a_value()
    {
        var key = WorkOs.ApiKeys.Create("org_acme");
        var fields = new Dictionary<string, string?> { ["value"] = key.Value };

        Assert.Equal(401, (await Caller.PostAsync("/api_keys/validations", fields)).Status);
        Assert.Equal(401, (await Caller.PostAsync("/api_keys/validations", fields, key.Value)).Status);
        Assert.Equal(422, (await Caller.PostAsync("/api_keys/validations", new Dictionary<string, string?>(), WorkOs.ApiKey)).Status);
    }

    [Fact]
    public async Task Revoking_tells_the_application_which_key()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        WorkOs.AuthKit.WebhookUrl = receiver.Url;
        var key = WorkOs.ApiKeys.Create("org_acme");

        Assert.Equal(202, await WorkOs.ApiKeys.RevokeAsync(key.Id));

        var json = JsonNode.Parse(Assert.Single(receiver.Calls).Body)!;
        Assert.Equal(("api_key.revoked", key.Id), ((string?)json["event"], (string?)json["data"]!["id"]));
        Assert.Null((await ValidateAsync(key.Value)).Body["api_key"]);
        await Assert.ThrowsAsync<ArgumentException>(() => WorkOs.ApiKeys.RevokeAsync(key.Id));
    }

    [Fact]
    public async Task The_next_answer_can_be_changed_once()
    {
        var key = WorkOs.ApiKeys.Create("org_acme");
        WorkOs.ApiKeys.NextValidation(body => body["agent_registration_id"] = "agent_1", statusCode: 201);

        var (status, body) = await ValidateAsync(key.Value);

        Assert.Equal((201, "agent_1"), (status, (string?)body["agent_registration_id"]));
        Assert.Equal(200, (await ValidateAsync(key.Value)).Status);
    }

    [Theory]
    [InlineData("an unknown organization", "org_nobody", null, "sk_other")]
    [InlineData("somebody else's organization", "org_globex", "{ada}", "sk_other")]
    [InlineData("a taken value", "org_acme", null, "sk_taken")]
    [InlineData("another prefix", "org_acme", null, "pk_other")]
    [InlineData("a prefix alone", "org_acme", null, "sk_")]
    public void A_key_that_can_not_be_is_not_made(string which, string organization, string? user, string value)
    {
        Assert.NotEmpty(which);
        WorkOs.ApiKeys.Create("org_acme", options => options.Value = "sk_taken");

        Assert.Throws<ArgumentException>(() => WorkOs.ApiKeys.Create(organization, options =>
        {
            options.UserId = user is null ? null : Ada.UserId;
            options.Value = value;
        }));
    }

    private Task<(int Status, JsonObject Body)> ValidateAsync(string value) =>
        Caller.PostAsync("/api_keys/validations", new Dictionary<string, string?> { ["value"] = value }, WorkOs.ApiKey);
}
