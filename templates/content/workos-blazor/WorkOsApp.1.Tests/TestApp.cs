using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using WorkOs.AspNetCore.Testing;

namespace WorkOsApp._1.Tests;

/// <summary>The app, hosted in the test process, with a WorkOS sandbox that contains the users of the tests.</summary>
internal sealed partial class TestApp(WorkOsSandbox workos) : WebApplicationFactory<Program>
{
    public static async Task<TestApp> StartAsync() => new(await WorkOsSandbox.StartAsync(sandbox => sandbox
        .AddOrganization("org_acme", "Acme", "acme.com")
        .AddPerson("org_acme", "ada@acme.com", person => person.WithName("Ada", "Lovelace").AddRoles("admin"))
        .AddPerson("org_acme", "grace@acme.com", person => person.WithName("Grace", "Hopper").AddRoles("member"))));

    /// <summary>A browser without cookies, which does not follow redirects.</summary>
    public HttpClient OpenBrowser()
    {
        var browser = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return browser;
    }

    /// <summary>A browser in which a user has signed in.</summary>
    public async Task<HttpClient> SignInAsync(string email)
    {
        var browser = OpenBrowser();
        var start = await browser.GetAsync("/account");
        var callback = await workos.CompleteSignInAsync(start.Headers.Location!, email);
        var end = await browser.GetAsync(callback.PathAndQuery);
        Assert.Equal("/account", end.Headers.Location?.OriginalString);
        return browser;
    }

    /// <summary>Posts a form with the antiforgery token of a page.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string action)
    {
        var token = AntiforgeryToken().Match(await browser.GetStringAsync(page)).Groups["token"].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        return await browser.PostAsync(action, form);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await workos.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting("WORKOS_CLIENT_ID", workos.ClientId)
        .UseSetting("WORKOS_API_KEY", workos.ApiKey)
        .UseSetting("WORKOS_BASE_ADDRESS", workos.BaseAddress.AbsoluteUri);

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
