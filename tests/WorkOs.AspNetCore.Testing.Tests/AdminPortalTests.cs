using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class AdminPortalTests : SandboxTest
{
    private const string Success = "https://app.example/done";

    [Fact]
    public async Task A_customer_without_single_sign_on_sets_it_up_and_its_people_sign_in()
    {
        var organization = await CreateOrganizationAsync();
        var refused = await WorkOs.CompleteSignInAsync(Caller.SsoAuthorizeUrl(("organization", organization)), "eve@new.example");
        Assert.Equal("organization_invalid", SandboxCaller.QueryOf(refused)["error"]);

        var visit = await OpenAsync(await LinkAsync(organization, "sso", ("success_url", Success)));
        var done = await PostAsync(visit, ("provider", "OktaSAML"));
        Assert.Equal(Success, done.Headers.Location!.OriginalString);

        var code = await Caller.SsoCodeAsync("eve@new.example", ("organization", organization));
        var (_, answer) = await Caller.RedeemAsync(code);
        Assert.Equal(("eve@new.example", organization, "OktaSAML"), (
            (string?)answer["profile"]!["email"], (string?)answer["profile"]!["organization_id"], (string?)answer["profile"]!["connection_type"]));
    }

    [Fact]
    public async Task Members_without_a_connection_sign_in_through_the_new_one()
    {
        var organization = await CreateOrganizationAsync();
        var user = (string?)(await Caller.PostAsync("/user_management/users", new Dictionary<string, string?> { ["email"] = "mia@new.example" }, WorkOs.ApiKey)).Body["id"];
        await Caller.PostAsync(
            "/user_management/organization_memberships",
            new Dictionary<string, string?> { ["user_id"] = user, ["organization_id"] = organization },
            WorkOs.ApiKey);

        await PostAsync(await OpenAsync(await LinkAsync(organization, "sso")), ("provider", "GenericOIDC"));

        Assert.NotEmpty(await Caller.SsoCodeAsync("mia@new.example", ("organization", organization)));
    }

    [Fact]
    public async Task A_connection_that_is_not_active_becomes_the_one_that_was_chosen()
    {
        await PostAsync(await OpenAsync(await LinkAsync("org_off", "sso")), ("provider", "GoogleSAML"));

        var (_, connection) = await Caller.GetAsync("/connections/conn_off", WorkOs.ApiKey);
        Assert.Equal(("GoogleSAML", "active"), ((string?)connection["connection_type"], (string?)connection["state"]));
    }

    [Fact]
    public async Task Nobody_signs_in_to_an_organization_with_an_e_mail_of_another_domain()
    {
        var organization = await CreateOrganizationAsync();
        await PostAsync(await OpenAsync(await LinkAsync(organization, "sso")), ("provider", "OktaSAML"));

        var callback = await WorkOs.CompleteSignInAsync(Caller.SsoAuthorizeUrl(("organization", organization)), "eve@other.example");

        Assert.Equal("profile_not_allowed_outside_organization", SandboxCaller.QueryOf(callback)["error"]);
        Assert.DoesNotContain(WorkOs.People, person => person.Email == "eve@other.example");
    }

    [Theory]
    [InlineData("shop.example", "shop.example")]
    [InlineData(" Shop.Example ", "shop.example")]
    [InlineData("new.example", "new.example")]
    public async Task A_domain_is_verified(string entered, string expected)
    {
        var organization = await CreateOrganizationAsync("pending");

        await PostAsync(await OpenAsync(await LinkAsync(organization, "domain_verification")), ("domain", entered));

        var (_, body) = await Caller.GetAsync("/organizations/" + organization, WorkOs.ApiKey);
        Assert.Equal("verified", (string?)body["domains"]!.AsArray().Single(domain => (string?)domain!["domain"] == expected)!["state"]);
    }

    [Theory]
    [InlineData("sso", "provider", "NoSuchThing")]
    [InlineData("sso", "other", "OktaSAML")]
    [InlineData("domain_verification", "domain", "nodots")]
    [InlineData("domain_verification", "domain", "<b>.example")]
    [InlineData("domain_verification", "domain", "")]
    public async Task What_can_not_be_set_up_is_said_on_the_page(string intent, string field, string value)
    {
        var visit = await OpenAsync(await LinkAsync("org_acme", intent, ("success_url", Success)));

        var answer = await PostAsync(visit, (field, value));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_good_for_one_visit()
    {
        var link = await LinkAsync("org_acme", "sso");

        await OpenAsync(link);

        await Caller.PageAsync(link, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_link_is_good_for_five_minutes()
    {
        var early = await LinkAsync("org_acme", "sso");
        var late = await LinkAsync("org_acme", "sso");

        WorkOs.AdvanceTime(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await OpenAsync(early);
        WorkOs.AdvanceTime(TimeSpan.FromSeconds(1));

        await Caller.PageAsync(late, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/portal")]
    [InlineData("/portal?token=")]
    [InlineData("/portal?token=nobody")]
    [InlineData("/portal?session=nobody")]
    public async Task A_visit_without_a_link_ends_on_a_page(string path) =>
        await Caller.PageAsync(new(WorkOs.BaseAddress, path), HttpStatusCode.NotFound);

    [Theory]
    [InlineData("organization", null, 422)]
    [InlineData("organization", "org_nobody", 404)]
    [InlineData("intent", "everything", 422)]
    [InlineData("return_url", "javascript:alert(1)", 422)]
    [InlineData("success_url", "/done", 422)]
    public async Task A_link_that_WorkOS_would_not_make_is_refused(string field, string? value, int expected)
    {
        var fields = new Dictionary<string, string?> { ["organization"] = "org_acme", ["intent"] = "sso", [field] = value };

        Assert.Equal(expected, (await Caller.PostAsync("/portal/generate_link", fields, WorkOs.ApiKey)).Status);
        Assert.Equal(401, (await Caller.PostAsync("/portal/generate_link", fields)).Status);
        Assert.Equal(401, (await Caller.PostAsync("/portal/generate_link", fields, "sk_test_other")).Status);
    }

    [Theory]
    [InlineData("sso")]
    [InlineData("domain_verification")]
    [InlineData("dsync")]
    [InlineData("audit_logs")]
    [InlineData("log_streams")]
    [InlineData("certificate_renewal")]
    public async Task Every_page_leads_back_and_has_a_label_for_each_field(string intent)
    {
        var page = await Caller.PageAsync(await OpenAsync(await LinkAsync("org_acme", intent, ("return_url", "https://app.example/?a=1&b=2"))));

        Assert.Equal("https://app.example/?a=1&b=2", page.QuerySelectorAll<IHtmlAnchorElement>("main a").Single().Href);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.All(page.QuerySelectorAll("input"), input => Assert.NotEmpty(input.Closest("label")?.TextContent.Trim() ?? ""));
        Assert.Empty(page.QuerySelectorAll("script, [onclick], [style]"));
    }

    [Fact]
    public async Task Without_a_success_URL_the_portal_ends_on_a_page_with_the_way_back()
    {
        var visit = await OpenAsync(await LinkAsync("org_acme", "sso", ("return_url", "https://app.example/settings")));

        var answer = await PostAsync(visit, ("provider", "OktaSAML"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("https://app.example/settings", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_application_hears_of_the_connection()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        WorkOs.AuthKit.WebhookUrl = receiver.Url;

        await PostAsync(await OpenAsync(await LinkAsync("org_acme", "sso")), ("provider", "OktaSAML"));

        var body = JsonNode.Parse(Assert.Single(receiver.Calls).Body)!;
        Assert.Equal((WorkOsSandboxWebhookEvents.ConnectionActivated, "conn_acme"), ((string?)body["event"], (string?)body["data"]!["id"]));
    }

    private async Task<string> CreateOrganizationAsync(string state = "verified")
    {
        using var content = new StringContent($$"""{"name":"New","domain_data":[{"domain":"new.example","state":"{{state}}"}]}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/organizations") { Content = content };
        var (status, body) = await Caller.SendAsync(request, WorkOs.ApiKey);
        Assert.Equal(201, status);
        return (string)body["id"]!;
    }

    private async Task<Uri> LinkAsync(string organization, string intent, params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string?> { ["organization"] = organization, ["intent"] = intent };
        foreach (var (name, value) in more)
        {
            fields[name] = value;
        }

        var (status, body) = await Caller.PostAsync("/portal/generate_link", fields, WorkOs.ApiKey);
        Assert.Equal(201, status);
        return new((string)body["link"]!);
    }

    private Task<Uri> OpenAsync(Uri link) => Caller.RedirectOfAsync(link);

    private async Task<HttpResponseMessage> PostAsync(Uri page, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value));
        return await Caller.Client.PostAsync(page, form);
    }
}
