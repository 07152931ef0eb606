using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>What an invitation to an organization makes, until it is accepted or revoked.</summary>
public sealed class PendingMembershipTests : AuthKitTest
{
    private const string Users = "/user_management/users";
    private const string Memberships = "/user_management/organization_memberships";
    private const string Invitations = "/user_management/invitations";

    [Theory]
    [InlineData("free@nowhere.com", true)]
    [InlineData("eve@new.example", false)]
    public async Task Who_was_invited_is_a_pending_member_until_the_invitation_is_accepted(string email, bool wasUser)
    {
        var invitation = await InviteAsync(email);
        var user = await UserAsync(email);
        var pending = Assert.Single(await MembershipsAsync(user, "pending"));

        await CallAsync("POST", $"{Invitations}/{(string)invitation["id"]!}/accept");

        var active = Assert.Single(await MembershipsAsync(user, "active"));
        Assert.Empty(await MembershipsAsync(user, "pending"));
        Assert.Equal(("pending", "active"), ((string?)pending["status"], (string?)active["status"]));
        Assert.Equal((string?)pending["id"], (string?)active["id"]);
        Assert.Equal("auditor", (string?)active["role"]!["slug"]);
        Assert.Equal(wasUser, (bool?)user["email_verified"]);
        Assert.True((bool?)(await UserAsync(email))["email_verified"]);
    }

    [Fact]
    public async Task A_pending_member_is_not_in_a_list_that_does_not_ask_for_them_and_can_not_sign_in_to_the_organization()
    {
        await InviteAsync("free@nowhere.com");
        var user = await UserAsync("free@nowhere.com");

        var signedIn = await SignInAsync("free@nowhere.com");
        var (status, _) = await RefreshAsync(signedIn, ("organization_id", "org_acme"));

        Assert.Null(signedIn["organization_id"]);
        Assert.Equal(400, status);
        Assert.Empty(await MembershipsAsync(user, null));
        Assert.Empty((await Caller.GetAsync($"{Users}?organization_id=org_acme&email=free@nowhere.com", WorkOs.ApiKey)).Body["data"]!.AsArray());
    }

    [Theory]
    [InlineData("POST", "", "cannot_reactivate_pending_organization_membership")]
    [InlineData("PUT", "/reactivate", "cannot_reactivate_pending_organization_membership")]
    [InlineData("PUT", "/deactivate", "cannot_deactivate_pending_organization_membership")]
    public async Task A_pending_membership_becomes_active_by_the_invitation_only(string method, string action, string code)
    {
        await InviteAsync("free@nowhere.com");
        var user = await UserAsync("free@nowhere.com");
        var pending = Assert.Single(await MembershipsAsync(user, "pending"));
        var path = action.Length == 0 ? Memberships : $"{Memberships}/{(string)pending["id"]!}{action}";

        var (status, body) = await CallAsync(method, path, ("user_id", (string?)user["id"]), ("organization_id", "org_acme"));

        Assert.Equal((400, code), (status, (string?)body["code"]));
        Assert.Single(await MembershipsAsync(user, "pending"));
    }

    [Fact]
    public async Task The_role_that_a_pending_member_is_given_is_the_role_that_counts()
    {
        var invitation = await InviteAsync("free@nowhere.com");
        var user = await UserAsync("free@nowhere.com");
        var pending = Assert.Single(await MembershipsAsync(user, "pending"));

        await CallAsync("PUT", $"{Memberships}/{(string)pending["id"]!}", ("role_slug", "admin"));
        await CallAsync("POST", $"{Invitations}/{(string)invitation["id"]!}/accept");

        Assert.Equal("admin", (string?)Assert.Single(await MembershipsAsync(user, "active"))["role"]!["slug"]);
    }

    [Fact]
    public async Task A_revoked_invitation_takes_the_pending_membership_along_and_the_user_can_be_made_a_member()
    {
        var invitation = await InviteAsync("eve@new.example");
        var user = await UserAsync("eve@new.example");

        await CallAsync("POST", $"{Invitations}/{(string)invitation["id"]!}/revoke");
        var left = await MembershipsAsync(user, "active,inactive,pending");
        var (status, body) = await CallAsync("POST", Memberships, ("user_id", (string?)user["id"]), ("organization_id", "org_acme"));

        Assert.Empty(left);
        Assert.Equal((201, "active"), (status, (string?)body["status"]));
    }

    [Fact]
    public async Task An_invitation_outlives_its_pending_membership()
    {
        var invitation = await InviteAsync("free@nowhere.com");
        var user = await UserAsync("free@nowhere.com");
        var pending = Assert.Single(await MembershipsAsync(user, "pending"));
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Memberships}/{(string)pending["id"]!}");
        request.Headers.Authorization = new("Bearer", WorkOs.ApiKey);
        using var deleted = await Caller.Client.SendAsync(request);

        await CallAsync("POST", $"{Invitations}/{(string)invitation["id"]!}/accept");

        Assert.Equal(System.Net.HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("auditor", (string?)Assert.Single(await MembershipsAsync(user, "active"))["role"]!["slug"]);
    }

    [Fact]
    public async Task A_deactivated_member_who_is_invited_stays_inactive_until_the_invitation_is_accepted()
    {
        var user = await UserAsync("ada@acme.com");
        var member = Assert.Single(await MembershipsAsync(user, "active"));
        await CallAsync("PUT", $"{Memberships}/{(string)member["id"]!}/deactivate");

        var invitation = await InviteAsync("ada@acme.com");
        var waiting = Assert.Single(await MembershipsAsync(user, "active,inactive,pending"));
        await CallAsync("POST", $"{Invitations}/{(string)invitation["id"]!}/accept");

        Assert.Equal("inactive", (string?)waiting["status"]);
        Assert.Equal("auditor", (string?)Assert.Single(await MembershipsAsync(user, "active,inactive,pending"))["role"]!["slug"]);
    }

    [Fact]
    public async Task An_invitation_without_an_organization_makes_no_user()
    {
        var (status, _) = await CallAsync("POST", Invitations, ("email", "eve@new.example"));

        Assert.Equal(201, status);
        Assert.Empty((await Caller.GetAsync($"{Users}?email=eve@new.example", WorkOs.ApiKey)).Body["data"]!.AsArray());
    }

    private async Task<JsonObject> InviteAsync(string email)
    {
        var (status, body) = await CallAsync("POST", Invitations, ("email", email), ("organization_id", "org_acme"), ("role_slug", "auditor"));
        Assert.Equal(201, status);
        return body;
    }

    private async Task<JsonObject> UserAsync(string email) =>
        Assert.Single((await Caller.GetAsync($"{Users}?email={email}", WorkOs.ApiKey)).Body["data"]!.AsArray())!.AsObject();

    private async Task<IReadOnlyList<JsonObject>> MembershipsAsync(JsonObject user, string? statuses)
    {
        var query = $"?user_id={(string?)user["id"]}{(statuses is null ? "" : $"&statuses={statuses}")}";
        var (_, list) = await Caller.GetAsync(Memberships + query, WorkOs.ApiKey);
        return [.. list["data"]!.AsArray().Select(membership => membership!.AsObject())];
    }

    private Task<(int Status, JsonObject Body)> CallAsync(string method, string path, params (string Name, string? Value)[] fields) =>
        Caller.SendJsonAsync(new(method), path, fields.ToDictionary(field => field.Name, field => field.Value), WorkOs.ApiKey);
}
