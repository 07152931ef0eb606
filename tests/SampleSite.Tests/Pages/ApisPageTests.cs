using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore.Testing;
using HttpBrowser = WorkOs.AspNetCore.Tests.Infrastructure.Browser;

namespace SampleSite.Tests.Pages;

/// <summary>The page that calls the API of the site, on a socket: the page calls it there.</summary>
public sealed class ApisPageTests : SiteTest
{
    [Fact]
    public async Task Each_endpoint_answers_each_credential_as_its_policy_says()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var visitor = new Visitor(new HttpBrowser(handler, TimeProvider.System, Site.Listen()));

        var page = await visitor.GetAsync("/apis");

        Assert.Equal(["Endpoint", "Session token", "Connect token", "Machine token", "API key", "None"], page.Texts(".answers thead th"));
        Assert.Equal(
            [
                "GET /api/whoami 200 200 200 200 401",
                "GET /api/profile 200 200 403 403 401",
                "GET /api/posts 403 200 200 403 401",
                "POST /api/posts 200 403 403 200 401",
                "POST /api/import 403 403 200 403 401",
            ],
            page.Page.QuerySelectorAll(".answers tbody tr").Select(row =>
                string.Join(' ', row.QuerySelectorAll("code, td strong").Select(cell => cell.TextContent))));
    }

    [Fact]
    public async Task No_credential_is_written_into_the_page()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var visitor = new Visitor(new HttpBrowser(handler, TimeProvider.System, Site.Listen()));

        var html = (await visitor.GetAsync("/apis")).Page.DocumentElement.OuterHtml;

        Assert.DoesNotContain("eyJ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_API_is_a_status_and_a_header_and_no_page()
    {
        using var client = Site.CreateClient();

        using var response = await client.GetAsync("/api/posts");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Without_a_sandbox_there_is_no_such_page_and_no_link_to_it()
    {
        await using var workOs = await WorkOsSandbox.StartAsync();
        await using var site = new SampleFactory("Production")
        {
            Settings = { ["WORKOS_CLIENT_ID"] = workOs.ClientId, ["WORKOS_API_KEY"] = workOs.ApiKey },
        };
        using var visitor = site.Visit();

        Assert.Null(site.Services.GetService<WorkOsSandbox>());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/apis")).Status);
        Assert.False((await visitor.GetAsync("/")).Has("nav a[href='/apis']"));
    }
}
