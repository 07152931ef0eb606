using System.Net;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>docs/authkit.md, followed to the letter from an empty folder.</summary>
public sealed class AuthKitTests
{
    [Fact]
    public async Task The_app_of_the_page_signs_in_twice_and_lets_a_user_choose_the_organization()
    {
        await using var app = await NewApp.CreateWithPackagesAsync();
        await app.FollowAsync(MarkdownPage.Read(Repository.PathOf("docs/authkit.md")).Section("A whole app"));
        await app.BuildAsync();
        var site = await app.StartAsync();

        using var visitor = site.Visit();
        AssertAccount(await SignInAsync(visitor, "ada@acme.com"), "Ada Lovelace", "org_acme");
        Assert.Equal("For those who manage members.", (await visitor.OpenAsync("/members")).Text);
        var signedOut = await visitor.SubmitAsync(await visitor.OpenAsync("/Account"));
        Assert.Equal(site.Address.Authority, signedOut.Address.Authority);
        AssertAccount(await SignInAsync(visitor, "ada@acme.com"), "Ada Lovelace", "org_acme");

        using var member = site.Visit();
        AssertAccount(await SignInAsync(member, "alan@acme.com"), "Alan Turing", "org_acme");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync("/members")).Status);

        using var ofTwo = site.Visit();
        var choice = await SignInAsync(ofTwo, "margaret@acme.com");
        Assert.Equal("/choose-organization", choice.Address.AbsolutePath);
        Assert.Equal(["Acme", "Globex"], choice.Html.QuerySelectorAll("button[name=organization]").Select(button => button.TextContent).Order(StringComparer.Ordinal));
        AssertAccount(await ofTwo.SubmitAsync(choice, ("organization", "org_globex")), "Margaret Hamilton", "org_globex");

        Assert.Contains("No sign-in waits for a choice.", (await ofTwo.OpenAsync("/choose-organization")).Text, StringComparison.Ordinal);
    }

    private static Task<VisitedPage> SignInAsync(Visitor visitor, string email) => visitor.SignInAsync("/Account", email);

    private static void AssertAccount(VisitedPage page, string name, string organization)
    {
        Assert.Equal(name, page.Html.QuerySelector("h1")?.TextContent);
        Assert.Contains($"Organization: {organization}", page.Text, StringComparison.Ordinal);
    }
}
