using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectConsentTests : ConnectTest
{
    private const string Hostile = "<script>alert(1)</script>\"'&";

    [Fact]
    public async Task A_third_party_application_asks_once_and_names_what_it_wants()
    {
        var page = await PageAsync(await ConsentUrlAsync(Third));

        Assert.Equal("App client_third asks for access", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["openid", "profile", "email", "offline_access"], page.QuerySelectorAll("li small").Select(item => item.TextContent));
        Assert.Contains("ada@acme.com", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        await WorkOs.CompleteSignInAsync(AuthorizeConnect(Third), "ada@acme.com");
        Assert.Equal("code", FirstNameOf(await RedirectAsync(await ConsentUrlAsync(Third))));
    }

    [Theory]
    [InlineData("new scopes", "openid profile email offline_access posts:read")]
    [InlineData("fewer scopes", "openid")]
    public async Task It_asks_again_for_new_scopes_only(string which, string scope)
    {
        var app = WorkOs.Connect.AddApplication(app =>
        {
            Of(app, "client_more").IsFirstParty = false;
            app.Scopes.Add("posts:read");
        });
        await WorkOs.CompleteSignInAsync(AuthorizeConnect(app), "ada@acme.com");

        using var answer = await Domain.GetAsync(await ConsentUrlAsync(app, "ada@acme.com", ("scope", scope)));

        Assert.Equal(which == "new scopes" ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Another_organization_asks_again()
    {
        await WorkOs.Connect.CompleteSignInAsync(AuthorizeConnect(Third), "margaret@acme.com", "org_acme");

        Assert.Equal("code", FirstNameOf(await RedirectAsync(await ConsentUrlAsync(Third, "margaret@acme.com", ("organization_id", "org_acme")))));
        await PageAsync(await ConsentUrlAsync(Third, "margaret@acme.com", ("organization_id", "org_globex")));
    }

    [Fact]
    public async Task Consent_can_be_declined_and_withdrawn()
    {
        var declined = await WorkOs.Connect.CompleteSignInAsync(AuthorizeConnect(Third), "ada@acme.com", declines: true);
        Assert.Equal(("access_denied", "st&ate=+/"), (SandboxCaller.QueryOf(declined)["error"], SandboxCaller.QueryOf(declined)["state"]));

        var signedIn = await ConnectSignInAsync(Third);
        Assert.True(WorkOs.Connect.WithdrawConsent(Ada.UserId, Third.ClientId));

        Assert.False(WorkOs.Connect.WithdrawConsent(Ada.UserId, Third.ClientId));
        Assert.Equal("invalid_grant", ErrorOf(await TokenAsync(RefreshFields(Third, signedIn))));
        Assert.Equal(401, (await DomainAsync("/oauth2/userinfo", (string?)signedIn["access_token"])).Status);
        await PageAsync(await ConsentUrlAsync(Third));
    }

    [Fact]
    public async Task Somebody_of_several_organizations_chooses_one()
    {
        var page = await PageAsync(await ConsentUrlAsync(First, "margaret@acme.com"));
        Assert.Equal("Choose an organization", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["org_acme", "org_globex"], page.QuerySelectorAll<IHtmlInputElement>("input").Select(input => input.Value));

        var callback = await WorkOs.Connect.CompleteSignInAsync(AuthorizeConnect(First), "margaret@acme.com", "org_globex");

        var (_, body) = await TokenAsync(CodeFields(First, SandboxCaller.QueryOf(callback)["code"]));
        Assert.Equal("org_globex", (string?)ClaimsOf(body)["org_id"]);
    }

    [Theory]
    [InlineData("margaret@acme.com", "org_nobody")]
    [InlineData("margaret@acme.com", "")]
    public async Task Only_an_organization_of_the_list_can_be_chosen(string email, string organization)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            WorkOs.Connect.CompleteSignInAsync(AuthorizeConnect(First), email, organization));

        Assert.Contains("org_acme, org_globex", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_no_organization_can_not_choose_one()
    {
        var callback = await WorkOs.Connect.CompleteSignInAsync(AuthorizeConnect(Third), "free@nowhere.com", "org_acme");

        var (_, body) = await TokenAsync(CodeFields(Third, SandboxCaller.QueryOf(callback)["code"]));
        Assert.False(ClaimsOf(body).ContainsKey("org_id"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_member_who_was_removed_on_the_way_is_denied(string method)
    {
        var url = await ConsentUrlAsync(Third, "ada@acme.com", ("organization_id", "org_acme"));
        await WorkOs.AuthKit.RemoveMemberAsync(Ada.UserId, "org_acme");

        using var form = new FormUrlEncodedContent([new("action", "allow")]);
        using var request = new HttpRequestMessage(new HttpMethod(method), url) { Content = method == "POST" ? form : null };
        using var answer = await Domain.SendAsync(request);

        Assert.Equal("access_denied", SandboxCaller.QueryOf(answer.Headers.Location!)["error"]);
    }

    [Fact]
    public async Task Nothing_but_allow_gives_consent()
    {
        var url = await ConsentUrlAsync(Third);
        using var form = new FormUrlEncodedContent([new("action", "other")]);
        using var answer = await Domain.PostAsync(url, form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/oauth2/consent")]
    [InlineData("/oauth2/consent?request=nobody")]
    public async Task A_consent_that_nobody_asked_for_is_not_found(string url)
    {
        using var answer = await Domain.GetAsync(new Uri(url, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_page_waits_for_ten_minutes()
    {
        var url = await ConsentUrlAsync(Third);
        Clock.Advance(TimeSpan.FromMinutes(10));

        using var answer = await Domain.GetAsync(url);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_browser_that_signed_in_is_not_asked_again_until_AuthKit_forgets_it()
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = new CookieContainer() });
        using (await browser.GetAsync(await ConsentUrlAsync(First)))
        {
        }

        Assert.Equal("/oauth2/consent", await PathAfterAsync(browser, AuthorizeConnect(First)));
        Assert.Equal("/oauth2/consent", await PathAfterAsync(browser, AuthorizeConnect(Third)));
        Assert.Equal("/idp/sign-in", await PathAfterAsync(browser, AuthorizeConnect(First, ("organization_id", "org_globex"))));
        WorkOs.Connect.ForgetBrowsers();
        Assert.Equal("/idp/sign-in", await PathAfterAsync(browser, AuthorizeConnect(First)));
    }

    [Fact]
    public async Task Names_are_text_and_every_field_has_a_label()
    {
        var app = WorkOs.Connect.AddApplication(app =>
        {
            Of(app, "client_hostile").IsFirstParty = false;
            app.Name = Hostile;
        });

        var page = await PageAsync(await ConsentUrlAsync(app, "margaret@acme.com"));

        Assert.Equal(Hostile + " asks for access", page.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("script, [onclick], [style], link[rel=stylesheet], img"));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.All(page.QuerySelectorAll<IHtmlInputElement>("input"), input => Assert.NotEmpty(input.Closest("label")!.TextContent.Trim()));
        Assert.All(page.QuerySelectorAll("fieldset"), group => Assert.NotNull(group.QuerySelector("legend")));
    }

    private static string FirstNameOf(Uri callback) => SandboxCaller.QueryOf(callback).Keys.First();

    private static async Task<string> PathAfterAsync(HttpClient browser, Uri url)
    {
        using var answer = await browser.GetAsync(url);
        return new Uri(url, answer.Headers.Location!).AbsolutePath;
    }

    private async Task<Uri> ConsentUrlAsync(
        WorkOsSandboxConnectApplication application, string email = "ada@acme.com", params (string Name, string? Value)[] changes)
    {
        var signIn = await RedirectAsync(AuthorizeConnect(application, changes));
        using var form = new FormUrlEncodedContent([new("person", email)]);
        using var answer = await Domain.PostAsync(signIn, form);
        return new(signIn, answer.Headers.Location!);
    }

    private async Task<Uri> RedirectAsync(Uri url)
    {
        using var answer = await Domain.GetAsync(url);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new(url, answer.Headers.Location!);
    }

    private async Task<IHtmlDocument> PageAsync(Uri url)
    {
        using var answer = await Domain.GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }
}
