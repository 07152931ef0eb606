using System.Net;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class StartPageTests : SandboxTest
{
    [Fact]
    public async Task The_start_page_says_what_the_sandbox_knows()
    {
        var page = await Caller.PageAsync(WorkOs.BaseAddress);

        var text = page.QuerySelector("main")!.TextContent;
        Assert.Equal("WorkOS sandbox", page.QuerySelector("h1")!.TextContent);
        foreach (var expected in (string[])[WorkOs.ClientId, "org_acme", "acme.com", "conn_acme", "ada@acme.com", "http://localhost:*/signin-workos", "AddRedirectUri"])
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(WorkOs.ApiKey, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("/idp", page.QuerySelector("main a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_redirect_URI_that_is_not_registered_is_named_with_the_method_that_adds_it()
    {
        var page = await Caller.PageAsync(Caller.SsoAuthorizeUrl(("redirect_uri", "https://app.example/callback?<b>")), HttpStatusCode.BadRequest);

        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("https://app.example/callback?<b>", text, StringComparison.Ordinal);
        Assert.Contains("AddRedirectUri", text, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("b"));
    }

    [Fact]
    public async Task The_sample_data_can_be_had_with_other_configuration()
    {
        await using var sandbox = await WorkOsSandbox.StartAsync(builder => builder.AddOrganization("org_mine", "Mine").AddSampleData());

        Assert.Contains(sandbox.People, person => person is { Email: "ada@acme.com", OrganizationId: "org_acme" });
    }
}
