using System.Net;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace SampleSite.Tests.Pages;

public sealed class PagesTests : SiteTest
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK, "Home", "Sign in with your company’s account")]
    [InlineData("/sign-in", HttpStatusCode.OK, "Sign in", "Sign in")]
    [InlineData("/apis", HttpStatusCode.OK, "API", "Who may call the API")]
    [InlineData("/sign-out", HttpStatusCode.OK, "Signed out", "You are signed out")]
    [InlineData("/no-such-page", HttpStatusCode.NotFound, "There is no such page", "There is no such page")]
    public async Task A_page_has_a_language_a_title_and_one_heading(string path, HttpStatusCode status, string title, string heading)
    {
        using var visitor = Site.Visit();

        var answer = await visitor.GetAsync(path);

        Assert.Equal(status, answer.Status);
        Assert.Equal("en", answer.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal($"{title} · Sample site", answer.Page.Title);
        Assert.Equal([heading], answer.Texts("h1"));
    }

    [Theory]
    [InlineData("/", "/Index")]
    [InlineData("/sign-in", "/SignIn")]
    [InlineData("/apis", "/Apis")]
    public async Task The_page_at_hand_is_marked_in_the_navigation(string path, string page)
    {
        using var visitor = Site.Visit();

        var current = Assert.Single((await visitor.GetAsync(path)).Page.QuerySelectorAll("[aria-current=page]"));

        Assert.True(current.GetAttribute("href") == path, page);
    }

    [Theory]
    [InlineData("/site.css", "text/css")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    public async Task What_the_layout_links_to_is_there(string path, string type)
    {
        using var client = Site.CreateClient();

        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/apis")]
    [InlineData("/authkit")]
    [InlineData("/choose-organization")]
    [InlineData("/sign-out")]
    [InlineData("/no-such-page")]
    public async Task A_page_says_what_it_shows_and_names_files_that_exist(string path)
    {
        using var visitor = Site.Visit();

        var answer = await visitor.GetAsync(path);

        Assert.StartsWith("About this page. ", answer.Text(".about"), StringComparison.Ordinal);
        var repository = ProjectFolder.Find("WorkOsAuth.sln");
        Assert.NotEmpty(answer.Texts(".about code"));
        Assert.All(answer.Texts(".about code"), file => Assert.True(
            File.Exists(Path.Combine(repository, file)) || File.Exists(Path.Combine(repository, "src/SampleSite", file)), file));
    }

    [Fact]
    public async Task The_protected_page_asks_for_a_sign_in_and_remembers_itself()
    {
        using var visitor = Site.Visit();

        var answer = await visitor.GetAsync("/profile?tab=claims");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal("/sign-in?ReturnUrl=%2Fprofile%3Ftab%3Dclaims", answer.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    public async Task A_sandbox_is_named_as_one_with_everybody_in_it(string path)
    {
        using var visitor = Site.Visit();

        var answer = await visitor.GetAsync(path);

        Assert.Contains("Sandbox", answer.Text("aside"), StringComparison.Ordinal);
        Assert.Equal(Site.WorkOs.People.Select(person => person.Email).Distinct(), answer.Texts(".people .copyable"));
        Assert.All(answer.Texts(".people .copyable").Zip(answer.Page.QuerySelectorAll(".people button")), pair =>
            Assert.Equal(pair.First, pair.Second.GetAttribute("value")));
    }

    [Fact]
    public async Task One_click_on_somebody_in_the_sandbox_starts_their_sign_in()
    {
        using var visitor = Site.Visit();
        var home = await visitor.GetAsync("/");

        var answer = await visitor.SubmitAsync(home, ".people form", ("Email", "katherine@globex.com"));

        Assert.StartsWith(Site.WorkOs.BaseAddress.AbsoluteUri, answer.Location?.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("organization=org_globex", answer.Location?.Query, StringComparison.Ordinal);
    }
}
