namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>The page about Blazor, followed to the letter from the SDK's template.</summary>
public sealed class BlazorTests
{
    [Fact]
    public async Task The_app_of_the_page_builds_at_first_try_and_signs_in_twice()
    {
        await using var app = await NewApp.CreateAsync("blazor --interactivity Server");
        await app.FollowAsync(MarkdownPage.Read(Repository.PathOf("docs/blazor.md")).Section("A new app"));
        await app.BuildAsync();

        var site = await app.StartAsync();
        using var visitor = site.Visit();
        var account = await SignInAsync(visitor);
        var home = await visitor.SubmitAsync(account);
        Assert.Equal("/", home.Address.PathAndQuery);
        await SignInAsync(visitor);
    }

    private static async Task<VisitedPage> SignInAsync(Visitor visitor)
    {
        var page = await visitor.SignInAsync("/account", "ada@acme.com");

        Assert.Equal("/account", page.Address.PathAndQuery);
        Assert.StartsWith("Signed in as Ada Lovelace in org_", page.Html.QuerySelector("main p")?.TextContent, StringComparison.Ordinal);
        return page;
    }
}
