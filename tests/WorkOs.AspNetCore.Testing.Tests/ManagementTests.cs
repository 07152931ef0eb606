using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>What the calls of WorkOS's own SDK do not show: see the tests with the SDK for Node.</summary>
public sealed class ManagementTests : AuthKitTest
{
    private const string Users = "/user_management/users";
    private const string Memberships = "/user_management/organization_memberships";
    private const string Invitations = "/user_management/invitations";

    [Theory]
    [InlineData("POST /organizations")]
    [InlineData("GET /organizations/org_acme")]
    [InlineData("GET /organizations/external_id/x")]
    [InlineData("PUT /organizations/org_acme")]
    [InlineData("DELETE /organizations/org_acme")]
    [InlineData("POST /organization_domains")]
    [InlineData("GET /organization_domains/x")]
    [InlineData("POST /organization_domains/x/verify")]
    [InlineData("DELETE /organization_domains/x")]
    [InlineData("GET /connections")]
    [InlineData("DELETE /connections/conn_acme")]
    [InlineData("GET /user_management/users")]
    [InlineData("POST /user_management/users")]
    [InlineData("GET /user_management/users/x")]
    [InlineData("GET /user_management/users/external_id/x")]
    [InlineData("PUT /user_management/users/x")]
    [InlineData("DELETE /user_management/users/x")]
    [InlineData("GET /user_management/users/x/sessions")]
    [InlineData("POST /user_management/organization_memberships")]
    [InlineData("GET /user_management/organization_memberships/x")]
    [InlineData("PUT /user_management/organization_memberships/x")]
    [InlineData("DELETE /user_management/organization_memberships/x")]
    [InlineData("PUT /user_management/organization_memberships/x/deactivate")]
    [InlineData("PUT /user_management/organization_memberships/x/reactivate")]
    [InlineData("GET /user_management/invitations")]
    [InlineData("POST /user_management/invitations")]
    [InlineData("GET /user_management/invitations/x")]
    [InlineData("GET /user_management/invitations/by_token/x")]
    [InlineData("POST /user_management/invitations/x/accept")]
    [InlineData("POST /user_management/invitations/x/revoke")]
    [InlineData("POST /user_management/invitations/x/resend")]
    public async Task Nothing_is_told_or_done_without_the_api_key(string call)
    {
        var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);

        Assert.Equal(401, (await SendAsync(method, path, "{}", apiKey: null)).Status);
        Assert.Equal(401, (await SendAsync(method, path, "{}", "sk_test_other")).Status);
        Assert.Equal(401, (await SendAsync(method, path, "{}", WorkOs.ClientId)).Status);
    }

    [Theory]
    [InlineData("[]", 400)]
    [InlineData("{", 400)]
    [InlineData("1", 400)]
    [InlineData("""{"name":"a","name":"b"}""", 400)]
    [InlineData("""{"name":"\ud800"}""", 400)]
    [InlineData("""{"name":"a","metadata":{"\ud800":"x"}}""", 400)]
    [InlineData("", 422)]
    [InlineData("{}", 422)]
    [InlineData("""{"name":null}""", 422)]
    [InlineData("""{"name":"  "}""", 422)]
    [InlineData("""{"name":7}""", 422)]
    [InlineData("""{"name":"a","metadata":{"b":7}}""", 422)]
    [InlineData("""{"name":"a","metadata":[]}""", 422)]
    [InlineData("""{"name":"a","domain_data":{}}""", 422)]
    [InlineData("""{"name":"a","domain_data":["a.example"]}""", 422)]
    [InlineData("""{"name":"a","domain_data":[{}]}""", 422)]
    [InlineData("""{"name":"a","domain_data":[{"domain":"a.example","state":"sold"}]}""", 422)]
    [InlineData("""{"name":"a","external_id":{}}""", 422)]
    [InlineData("""{"name":"a","allow_profiles_outside_organization":"yes"}""", 422)]
    public async Task A_body_that_does_not_do_is_refused_and_changes_nothing(string body, int expected)
    {
        Assert.Equal(expected, (await SendAsync("POST", "/organizations", body, WorkOs.ApiKey)).Status);
        Assert.Equal(2, (await Caller.GetAsync("/organizations", WorkOs.ApiKey)).Body["data"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(Users, """{"email":"nobody"}""")]
    [InlineData(Users, """{"email":"a@b.example","email_verified":1}""")]
    [InlineData(Invitations, """{"email":"a@b.example","expires_in_days":0}""")]
    [InlineData(Invitations, """{"email":"a@b.example","expires_in_days":31}""")]
    [InlineData(Invitations, """{"email":"a@b.example","expires_in_days":1.5}""")]
    [InlineData(Memberships, """{"user_id":"user_1"}""")]
    [InlineData(Memberships, """{"user_id":"user_1","organization_id":"org_acme","role_slugs":"admin"}""")]
    public async Task Users_memberships_and_invitations_are_checked_too(string path, string body)
    {
        var (status, answer) = await SendAsync("POST", path, body, WorkOs.ApiKey);

        Assert.Equal((422, "invalid_request_parameters"), (status, (string?)answer!["code"]));
        Assert.NotEmpty(answer["errors"]!.AsArray());
    }

    [Fact]
    public async Task Two_organizations_can_not_have_the_same_external_id()
    {
        await SendAsync("PUT", "/organizations/org_acme", """{"external_id":"7"}""", WorkOs.ApiKey);

        Assert.Equal(422, (await SendAsync("PUT", "/organizations/org_globex", """{"external_id":"7"}""", WorkOs.ApiKey)).Status);
        Assert.Equal(200, (await SendAsync("PUT", "/organizations/org_acme", """{"external_id":"7"}""", WorkOs.ApiKey)).Status);
    }

    [Fact]
    public async Task A_deactivated_member_can_not_refresh_until_the_membership_is_active_again()
    {
        var session = await SignInAsync();
        var (_, list) = await Caller.GetAsync($"{Memberships}?user_id={Ada.UserId}", WorkOs.ApiKey);
        var membership = $"{Memberships}/{(string)list["data"]![0]!["id"]!}";

        await SendAsync("PUT", membership + "/deactivate", "", WorkOs.ApiKey);
        var (refused, _) = await RefreshAsync(session);
        await SendAsync("PUT", membership + "/reactivate", "", WorkOs.ApiKey);
        var (taken, body) = await RefreshAsync(session);

        Assert.Equal((400, 200), (refused, taken));
        Assert.Equal("admin", (string?)ClaimsOf(body)["role"]);
    }

    [Fact]
    public async Task A_user_who_is_deleted_and_created_again_is_another_user()
    {
        var before = Ada.UserId;
        await SendAsync("DELETE", $"{Users}/{before}", "", WorkOs.ApiKey);

        var (status, created) = await SendAsync("POST", Users, """{"email":"ada@acme.com"}""", WorkOs.ApiKey);

        Assert.Equal(201, status);
        Assert.NotEqual(before, (string?)created!["id"]);
        Assert.Equal(404, (await SendAsync("GET", $"{Users}/{before}", "", WorkOs.ApiKey)).Status);
    }

    [Fact]
    public async Task The_application_hears_of_what_was_deleted()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        WorkOs.AuthKit.WebhookUrl = receiver.Url;
        var (margaret, ada) = (Margaret.UserId, Ada.UserId);
        var (_, list) = await Caller.GetAsync($"{Memberships}?user_id={margaret}&organization_id=org_globex", WorkOs.ApiKey);

        Assert.Equal(204, (await SendAsync("DELETE", $"{Memberships}/{(string)list["data"]![0]!["id"]!}", "", WorkOs.ApiKey)).Status);
        Assert.Equal(204, (await SendAsync("DELETE", $"{Users}/{ada}", "", WorkOs.ApiKey)).Status);
        Assert.Equal(204, (await SendAsync("DELETE", "/connections/conn_acme", "", WorkOs.ApiKey)).Status);
        Assert.Equal(204, (await SendAsync("DELETE", "/organizations/org_globex", "", WorkOs.ApiKey)).Status);

        Assert.Equal(
            [
                $"organization_membership.deleted {(string)list["data"]![0]!["id"]!}", $"user.deleted {ada}", "connection.deleted conn_acme",
                "organization.deleted org_globex",
            ],
            receiver.Calls.Select(call => JsonNode.Parse(call.Body)!).Select(one => $"{(string?)one["event"]} {(string?)one["data"]!["id"]}"));
        Assert.Contains(WorkOs.People, person => person.UserId == margaret);
        Assert.DoesNotContain(WorkOs.People, person => person.OrganizationId == "org_globex");
    }

    [Fact]
    public async Task A_call_is_answered_where_the_application_can_not_be_told()
    {
        WorkOs.AuthKit.WebhookUrl = new("http://127.0.0.1:1/webhooks");

        Assert.Equal(204, (await SendAsync("DELETE", $"{Users}/{Ada.UserId}", "", WorkOs.ApiKey)).Status);
    }

    [Fact]
    public async Task Who_was_invited_signs_up_and_is_a_member_once_the_code_comes_with_the_invitation()
    {
        var invitation = await InviteAsync("eve@new.example");

        var code = await CodeAsync("eve@new.example");
        var (status, body) = await AuthenticateAsync(code, ("invitation_token", (string?)invitation["token"]));

        Assert.Equal((200, "org_acme", "auditor"), (status, (string?)body["organization_id"], (string?)ClaimsOf(body)["role"]));
    }

    [Fact]
    public async Task An_invitation_is_not_for_anybody_else()
    {
        var invitation = await InviteAsync("eve@new.example");

        var (status, body) = await AuthenticateAsync(await CodeAsync("free@nowhere.com"), ("invitation_token", (string?)invitation["token"]));

        Assert.Equal((400, "invitation_invalid"), (status, (string?)body["code"]));
        Assert.Equal("pending", (string?)(await Caller.GetAsync($"{Invitations}/{(string)invitation["id"]!}", WorkOs.ApiKey)).Body["state"]);
    }

    [Fact]
    public async Task An_invitation_expires()
    {
        var invitation = await InviteAsync("free@nowhere.com");
        var page = new Uri((string)invitation["accept_invitation_url"]!);
        Assert.Equal("Join Acme", (await Caller.PageAsync(page)).QuerySelector("h1")!.TextContent);

        WorkOs.AdvanceTime(TimeSpan.FromDays(7));

        await Caller.PageAsync(page, System.Net.HttpStatusCode.NotFound);
        Assert.Equal("expired", (string?)(await Caller.GetAsync($"{Invitations}/{(string)invitation["id"]!}", WorkOs.ApiKey)).Body["state"]);
        Assert.Equal(400, (await SendAsync("POST", $"{Invitations}/{(string)invitation["id"]!}/accept", "", WorkOs.ApiKey)).Status);
        Assert.Equal(400, (await AuthenticateAsync(await CodeAsync("free@nowhere.com"), ("invitation_token", (string?)invitation["token"]))).Status);
    }

    [Fact]
    public async Task The_page_of_an_invitation_leads_to_the_sign_in_endpoint()
    {
        var invitation = await InviteAsync("eve@new.example");
        WorkOs.SignInEndpoint = new("https://app.example/sign-in?from=mail");

        var page = await Caller.PageAsync(new((string)invitation["accept_invitation_url"]!));

        Assert.Equal(
            $"https://app.example/sign-in?from=mail&invitation_token={(string?)invitation["token"]}",
            page.QuerySelector("main a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("ada@acme.com", "user_already_organization_member")]
    [InlineData("eve@new.example", "email_already_invited_to_organization")]
    public async Task A_member_and_somebody_who_was_invited_are_not_invited_again(string email, string code)
    {
        await InviteAsync("eve@new.example");

        var (status, body) = await SendAsync("POST", Invitations, $$"""{"email":"{{email}}","organization_id":"org_acme"}""", WorkOs.ApiKey);

        Assert.Equal((400, code), (status, (string?)body!["code"]));
    }

    private async Task<JsonObject> InviteAsync(string email)
    {
        var (status, body) = await SendAsync(
            "POST", Invitations, $$"""{"email":"{{email}}","organization_id":"org_acme","role_slug":"auditor"}""", WorkOs.ApiKey);
        Assert.Equal(201, status);
        return body!;
    }

    private async Task<(int Status, JsonObject? Body)> SendAsync(string method, string path, string body, string? apiKey)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        request.Headers.Authorization = apiKey is null ? null : new("Bearer", apiKey);
        using var answer = await Caller.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject());
    }
}
