using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class SandboxPageTests : SandboxTest
{
    private const string Hostile = "<script>alert(1)</script>\"'&";

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        base.Configure(builder);
        builder.AddOrganization("org_hostile", Hostile).AddPerson("org_hostile", "<b>@hostile.com", person => person.WithName(Hostile).AddRoles(Hostile));
    }

    [Fact]
    public async Task The_identity_provider_lists_the_people_of_the_organization()
    {
        var page = await Caller.PageAsync(await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl()));

        Assert.Equal("Sign in to Acme", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            ["ada@acme.com", "grace@acme.com", "guest@elsewhere.com"],
            page.QuerySelectorAll<IHtmlInputElement>("input[name=person]").Select(input => input.Value));
    }

    [Theory]
    [InlineData(null, "ada@acme.com")]
    [InlineData("GRACE@acme.com", "grace@acme.com")]
    [InlineData("nobody@acme.com", "ada@acme.com")]
    public async Task The_login_hint_chooses_the_person_in_advance(string? hint, string chosen)
    {
        var page = await Caller.PageAsync(await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl(("login_hint", hint))));

        Assert.Equal(chosen, page.QuerySelectorAll<IHtmlInputElement>("input[name=person]").Single(input => input.IsChecked).Value);
    }

    [Fact]
    public async Task Every_page_has_a_language_a_title_one_main_one_heading_and_a_label_for_each_field()
    {
        WorkOs.DefaultRedirectUri = new(SandboxCaller.Callback);
        Uri[] pages =
        [
            await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl()),
            await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl(("organization", "org_hostile"))),
            new(WorkOs.BaseAddress, "/idp"),
        ];
        foreach (var url in pages)
        {
            var page = await Caller.PageAsync(url);
            Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
            Assert.NotEmpty(page.Title!);
            Assert.Single(page.QuerySelectorAll("main"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.All(page.QuerySelectorAll<IHtmlInputElement>("input"), input => Assert.NotEmpty(input.Closest("label")?.TextContent.Trim() ?? ""));
            Assert.All(page.QuerySelectorAll("fieldset"), group => Assert.NotNull(group.QuerySelector("legend")));
            Assert.Empty(page.QuerySelectorAll("script, [onclick], [style], link[rel=stylesheet], img"));
        }
    }

    [Fact]
    public async Task Values_are_text_and_never_markup()
    {
        var page = await Caller.PageAsync(await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl(("organization", "org_hostile"))));

        Assert.Equal("Sign in to " + Hostile, page.QuerySelector("h1")!.TextContent);
        Assert.Equal("<b>@hostile.com", page.QuerySelector<IHtmlInputElement>("input[name=person]")!.Value);
        Assert.Empty(page.QuerySelectorAll("script, b"));
    }

    [Fact]
    public async Task Denying_goes_back_with_access_denied()
    {
        var callback = await PostAsync(await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl()), ("action", "deny"));

        var query = SandboxCaller.QueryOf(callback.Headers.Location!);
        Assert.Equal(("access_denied", "st&ate=+/"), (query["error"], query["state"]));
    }

    [Fact]
    public async Task Coming_back_to_the_page_gives_a_new_code_for_the_same_state()
    {
        var page = await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl());

        var first = SandboxCaller.QueryOf((await PostAsync(page, ("person", "ada@acme.com"))).Headers.Location!);
        var second = SandboxCaller.QueryOf((await PostAsync(page, ("person", "ada@acme.com"))).Headers.Location!);

        Assert.Equal(first["state"], second["state"]);
        Assert.NotEqual(first["code"], second["code"]);
    }

    [Theory]
    [InlineData("person", "b@two.com")]
    [InlineData("person", "")]
    [InlineData("other", "ada@acme.com")]
    public async Task A_person_who_is_not_on_the_page_can_not_sign_in(string name, string value)
    {
        var answer = await PostAsync(await Caller.RedirectOfAsync(Caller.SsoAuthorizeUrl()), (name, value));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_sign_in_that_nobody_asked_for_is_not_found()
    {
        await Caller.PageAsync(new(WorkOs.BaseAddress, "/idp/sign-in?attempt=nobody"), HttpStatusCode.NotFound);
        await Caller.PageAsync(new(WorkOs.BaseAddress, "/idp/sign-in"), HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> PostAsync(Uri page, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value));
        return await Caller.Client.PostAsync(page, form);
    }
}
