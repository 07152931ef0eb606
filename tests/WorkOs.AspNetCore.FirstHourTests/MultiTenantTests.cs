using System.Net;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>docs/multi-tenant.md, followed to the letter from an empty folder.</summary>
public sealed class MultiTenantTests
{
    [Fact]
    public async Task Each_host_is_for_the_users_of_one_organization()
    {
        await using var app = await NewApp.CreateWithPackagesAsync();
        await app.FollowAsync(MarkdownPage.Read(Repository.PathOf("docs/multi-tenant.md")));
        await app.BuildAsync();
        var site = await app.StartAsync();
        var (acme, globex) = ($"http://localhost:{site.Address.Port}", $"http://127.0.0.1:{site.Address.Port}");

        using var visitor = site.Visit();
        await AssertHelloAsync(visitor, acme, "ada@acme.com", "Ada Lovelace");
        await AssertHelloAsync(visitor, globex, "katherine@globex.com", "Katherine Johnson");
        await AssertHelloAsync(visitor, acme, "ada@acme.com", "Ada Lovelace");

        // A link names another customer's organization.
        using var stranger = site.Visit();
        await SignInAsync(stranger, acme + "/auth/sign-in?organization_id=org_globex&returnUrl=/hello", "katherine@globex.com");
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync(acme + "/hello")).Status);

        using var fromTile = site.Visit();
        var arrived = await SignInAsync(fromTile, globex + "/tile?organization_id=org_acme", "grace@acme.com");
        Assert.Equal("localhost", arrived.Address.Host);
        Assert.Equal("Hello, Grace Hopper.", arrived.Text);
    }

    private static async Task AssertHelloAsync(Visitor visitor, string host, string email, string name)
    {
        var hello = await SignInAsync(visitor, host + "/hello", email);

        Assert.Equal($"Hello, {name}.", hello.Text);
        Assert.Equal(host + "/hello", hello.Address.AbsoluteUri);
    }

    /// <summary>Signs in at the sandbox as often as the app leads there.</summary>
    private static async Task<VisitedPage> SignInAsync(Visitor visitor, string url, string email)
    {
        var page = await visitor.OpenAsync(url);
        while (page.Html.QuerySelector("[name=person]") is not null)
        {
            page = await visitor.SubmitAsync(page, ("person", email), ("action", "continue"));
        }

        return page;
    }
}
