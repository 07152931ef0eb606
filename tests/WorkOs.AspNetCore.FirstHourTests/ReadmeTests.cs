using System.Net;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>The start pages of the repository and of the package, followed to the letter from an empty folder.</summary>
public sealed class ReadmeTests
{
    // Each with the folder that its reader is in: a clone of the repository, or the folder that has the one with the packages.
    public static TheoryData<string, string> Pages => new() { { "README.md", "repository" }, { "src/WorkOs.AspNetCore/README.md", "." } };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_app_of_the_page_builds_at_first_try_and_signs_in_twice(string page, string start)
    {
        await using var app = await NewApp.CreateEmptyAsync(start);
        foreach (var section in new[] { "Install", "Program.cs", "Sign in, sign out", "Keys" })
        {
            // The keys on the page are placeholders, which the package takes for what they are.
            await app.FollowAsync(MarkdownPage.Read(Repository.PathOf(page)).Section(section).Replace("…", "123"));
        }

        await app.BuildAsync();
        await AskWorkOsAsync(await app.StartAsync());
        await app.RunCommandAsync("dotnet user-secrets clear");

        var site = await app.StartAsync();
        using var visitor = site.Visit();
        await SignInAsync(visitor);
        await SignOutAsync(visitor);
        await SignInAsync(visitor);
        await EnterUnknownAddressAsync(site);
    }

    private static async Task AskWorkOsAsync(RunningApp site)
    {
        using var visitor = site.Visit();

        var start = await visitor.AskAsync("/auth/sign-in?organization_id=org_123");

        Assert.Equal("https://api.workos.com/sso/authorize", start?.GetLeftPart(UriPartial.Path));
        Assert.Contains("client_id=client_123", start?.Query, StringComparison.Ordinal);
    }

    private static async Task SignInAsync(Visitor visitor)
    {
        var hello = await visitor.SignInAsync("/hello", "ada@acme.com");

        Assert.Equal("/hello", hello.Address.PathAndQuery);
        Assert.Equal("Hello, Ada Lovelace.", hello.Text);
    }

    private static async Task SignOutAsync(Visitor visitor)
    {
        var start = await visitor.SubmitAsync(await visitor.OpenAsync("/"));
        Assert.Equal("/", start.Address.PathAndQuery);

        var refused = await visitor.OpenAsync("/hello");
        Assert.Equal("/sign-in?ReturnUrl=%2Fhello", refused.Address.PathAndQuery);
    }

    private static async Task EnterUnknownAddressAsync(RunningApp site)
    {
        using var stranger = site.Visit();

        var page = await stranger.SubmitAsync(await stranger.OpenAsync("/hello"), ("email", "somebody@elsewhere.example"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("That did not work (organization_not_found). Please try again.", page.Html.QuerySelector("[role=alert]")?.TextContent);
        Assert.EndsWith("returnUrl=%2Fhello", page.Html.Forms.Single().GetAttribute("action"), StringComparison.OrdinalIgnoreCase);
    }
}
