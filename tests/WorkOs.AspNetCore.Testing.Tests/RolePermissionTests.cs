namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>Members have the permissions of their roles, whoever made them members.</summary>
public sealed class RolePermissionTests : AuthKitTest
{
    private const string Memberships = "/user_management/organization_memberships";

    [Theory]
    [InlineData("admin", "posts:read posts:write")]
    [InlineData("member", "posts:read")]
    [InlineData(null, "posts:read")]
    [InlineData("auditor", "")]
    public async Task A_member_whom_the_API_makes_has_the_permissions_of_the_role(string? role, string permissions)
    {
        await JoinAsync(role);

        Assert.Equal(permissions, Permissions(await SignInAsync("free@nowhere.com")));
    }

    [Fact]
    public async Task Another_role_brings_its_permissions_with_the_next_refresh()
    {
        var membership = await JoinAsync("admin");
        var signedIn = await SignInAsync("free@nowhere.com");

        await Caller.SendJsonAsync(HttpMethod.Put, $"{Memberships}/{membership}", new Dictionary<string, string?> { ["role_slug"] = "member" }, WorkOs.ApiKey);
        var (_, refreshed) = await RefreshAsync(signedIn);

        Assert.Equal(("posts:read posts:write", "posts:read"), (Permissions(signedIn), Permissions(refreshed)));
    }

    [Fact]
    public async Task A_person_of_the_seed_has_the_permissions_of_the_role_and_those_that_were_given()
    {
        Assert.Equal("posts:read posts:write members:manage", Permissions(await SignInAsync("ada@acme.com")));
        Assert.Equal("posts:read posts:write members:manage", string.Join(' ', Ada.Permissions));
    }

    [Fact]
    public async Task Who_is_in_no_organization_has_the_permissions_of_no_role()
    {
        Assert.Empty(Assert.Single(WorkOs.People, person => person.Email == "free@nowhere.com").Permissions);
        Assert.Equal("", Permissions(await SignInAsync("free@nowhere.com")));
    }

    [Fact]
    public async Task A_role_is_added_once_and_has_a_slug()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WorkOsSandbox.StartAsync(builder => builder.AddRole("admin").AddRole("admin")));
        await Assert.ThrowsAsync<ArgumentException>(() => WorkOsSandbox.StartAsync(builder => builder.AddRole("")));
        await Assert.ThrowsAsync<ArgumentNullException>(() => WorkOsSandbox.StartAsync(builder => builder.AddRole(null!)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => WorkOsSandbox.StartAsync(builder => builder.AddRole("admin", permissions: null!)));
    }

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        builder.TimeProvider = Clock;
        builder
            .AddRole("member", "posts:read")
            .AddRole("admin", "posts:read", "posts:write")
            .AddOrganization("org_acme", "Acme")
            .AddPerson("org_acme", "ada@acme.com", person => person.AddRoles("admin").AddPermissions("posts:write", "members:manage"))
            .AddPerson(null, "free@nowhere.com");
    }

    private static string Permissions(System.Text.Json.Nodes.JsonObject signedIn) =>
        string.Join(' ', (ClaimsOf(signedIn)["permissions"]?.AsArray() ?? []).Select(permission => (string?)permission));

    private async Task<string> JoinAsync(string? role)
    {
        var user = WorkOs.People.First(person => person.Email == "free@nowhere.com").UserId;
        var (status, body) = await Caller.PostAsync(
            Memberships, new Dictionary<string, string?> { ["user_id"] = user, ["organization_id"] = "org_acme", ["role_slug"] = role }, WorkOs.ApiKey);
        Assert.Equal(201, status);
        return (string)body["id"]!;
    }
}
