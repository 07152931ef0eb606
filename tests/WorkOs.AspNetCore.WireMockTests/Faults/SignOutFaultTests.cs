using System.Net;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A person signs out, and WorkOS does not say where to end the session at the identity provider.</summary>
[Collection(WireMockCollection.Name)]
public sealed class SignOutFaultTests(WireMockServer workOs)
{
    private const string LogoutPath = "/sso/logout/authorize";

    [WireMockTheory]
    [MemberData(nameof(FaultCases.Names), MemberType = typeof(FaultCases))]
    public async Task A_fault_ends_the_local_session_all_the_same(string fault)
    {
        await using var site = await StartAsync(workOs.Fault(fault));
        var browser = await SignInAsync(site);

        using var signOut = await browser.SignOutAsync();

        await VerifySignedOutHereAsync(signOut, site, browser);

        // WireMock writes down a request when it has answered it, which for an answer that was hung up on may be in the next case.
        Assert.All(
            (await workOs.GetRequestsAsync()).Where(request => request.Url != "/sso/token" && !IsOfAnotherCase(request.Url, fault)),
            request => Assert.Equal(("POST", $"/faults/{fault}{LogoutPath}"), (request.Method, request.Url)));
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task Sign_out_does_not_wait_for_WorkOS_as_long_as_a_sign_in_does(string pace)
    {
        await using var site = await StartAsync(workOs.Slow(pace));
        var browser = await SignInAsync(site);

        using var signOut = await browser.SignOutAsync();

        await VerifySignedOutHereAsync(signOut, site, browser);
    }

    [WireMockTheory]
    [InlineData("", "https://api.workos.com/sso/logout?token=recorded_logout_token")]
    [InlineData("faults/none", "https://idp.acme.example/logout")]
    [InlineData("slow/delay-within", "https://idp.acme.example/logout")]
    public async Task An_answer_that_comes_in_time_ends_the_session_at_the_identity_provider(string path, string logoutUrl)
    {
        await using var site = await StartAsync(new Uri(workOs.Address, path));
        var browser = await SignInAsync(site);

        using var signOut = await browser.SignOutAsync();

        Assert.Equal(logoutUrl, signOut.Headers.Location?.OriginalString);
        Assert.Empty((await browser.GetSessionAsync()).Claims);
        Assert.Empty(site.Logs.Complaints);
    }

    private static bool IsOfAnotherCase(string url, string fault) =>
        url.StartsWith("/faults/", StringComparison.Ordinal)
        && url.EndsWith(LogoutPath, StringComparison.Ordinal)
        && !url.StartsWith($"/faults/{fault}/", StringComparison.Ordinal);

    private Task<Site> StartAsync(Uri baseAddress) => SsoSite.StartAsync(workOs, options =>
    {
        options.BaseAddress = baseAddress;
        options.TokenEndpoint = new Uri(workOs.Address, "/sso/token").AbsoluteUri;
    });

    private static async Task<Browser> SignInAsync(Site site)
    {
        var browser = site.NewBrowser();
        using var callback = await browser.SignInAsync("code_generic-oidc");
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);
        return browser;
    }

    private async Task VerifySignedOutHereAsync(HttpResponseMessage signOut, Site site, Browser browser)
    {
        Assert.Equal(HttpStatusCode.Redirect, signOut.StatusCode);
        Assert.Equal(Site.SignedOutPath, signOut.Headers.Location?.OriginalString);
        Assert.Empty((await browser.GetSessionAsync()).Claims);
        Assert.Equal("SingleLogoutFailed", Assert.Single(site.Logs.Complaints).EventName);
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
    }
}
