using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>A sandbox with one person in one organization, one in two, and one in none.</summary>
public abstract class AuthKitTest : SandboxTest
{
    protected WorkOsSandboxPerson Ada => WorkOs.People.First(person => person.Email == "ada@acme.com");

    protected WorkOsSandboxPerson Margaret => WorkOs.People.First(person => person.Email == "margaret@acme.com");

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        builder.TimeProvider = Clock;
        builder
            .AddOrganization("org_acme", "Acme", "acme.com")
            .AddFeatureFlags("org_acme", "beta-editor")
            .AddEntitlements("org_acme", "audit-logs")
            .AddPerson("org_acme", "ada@acme.com", person => person.WithName("Ada", "Lovelace").AddRoles("admin").AddPermissions("posts:read", "posts:write"))
            .AddPerson("org_acme", "margaret@acme.com", person => person.WithName("Margaret", "Hamilton"))
            .AddOrganization("org_globex", "Globex")
            .AddPerson("org_globex", "margaret@acme.com", person => person.WithName("Margaret", "Hamilton").AddRoles("owner", "auditor"))
            .AddPerson(null, "free@nowhere.com");
    }

    private protected Uri AuthorizeUrl(params (string Name, string? Value)[] changes)
    {
        var parameters = Caller.SsoParameters([("organization", null), ("provider", "authkit"), .. changes]);
        return Caller.Url("/user_management/authorize", parameters);
    }

    private protected async Task<string> CodeAsync(string email = "ada@acme.com", params (string Name, string? Value)[] changes)
    {
        var callback = await WorkOs.CompleteSignInAsync(AuthorizeUrl(changes), email);
        return SandboxCaller.QueryOf(callback)["code"];
    }

    private protected Task<(int Status, JsonObject Body)> AuthenticateAsync(string code, params (string Name, string? Value)[] changes) =>
        Caller.PostAsync("/user_management/authenticate", Caller.TokenFields(code, changes));

    private protected async Task<JsonObject> SignInAsync(string email = "ada@acme.com", params (string Name, string? Value)[] changes)
    {
        var (status, body) = await AuthenticateAsync(await CodeAsync(email, changes));
        Assert.Equal(200, status);
        return body;
    }

    private protected Task<(int Status, JsonObject Body)> RefreshAsync(JsonObject signedIn, params (string Name, string? Value)[] changes) =>
        AuthenticateAsync("", [("code", null), ("grant_type", "refresh_token"), ("refresh_token", (string?)signedIn["refresh_token"]), .. changes]);

    private protected static JsonObject ClaimsOf(JsonObject signedIn) => ClaimsOf((string)signedIn["access_token"]!);

    private protected static JsonObject ClaimsOf(string token) => PartOf(token, 1);

    private protected static JsonObject PartOf(string token, int index) =>
        JsonNode.Parse(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token.Split('.')[index])))!.AsObject();
}
