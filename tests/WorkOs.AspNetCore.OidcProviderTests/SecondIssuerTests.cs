using System.Security.Claims;

namespace WorkOs.AspNetCore.OidcProviderTests;

/// <summary>The Connect handler as it is, against a certified provider that nobody wrote for it.</summary>
public sealed class SecondIssuerTests(OidcProvider provider) : IClassFixture<OidcProvider>
{
    [ProviderTheory]
    [InlineData("client_post", WorkOsClientAuthentication.SecretPost)]
    [InlineData("client_basic", WorkOsClientAuthentication.SecretBasic)]
    [InlineData("client_public", WorkOsClientAuthentication.None)]
    public async Task A_user_signs_in_with_nonce_and_PKCE_whatever_the_application_proves_itself_with(string client, WorkOsClientAuthentication authentication)
    {
        await using var site = await ConnectSite.StartAsync(provider, client, options =>
        {
            options.ClientAuthentication = authentication;
            options.IsOwnEnvironment = true;
            options.ClientSecret = authentication == WorkOsClientAuthentication.None ? "" : ConnectSite.ClientSecret;
        });

        var claims = (await (await site.SignInAsync()).GetAsync("/claims")).Body.Split('\n');

        string[] expected =
        [
            $"{ClaimTypes.NameIdentifier}=user_01HXYZ", $"{ClaimTypes.Name}=Ada Lovelace", $"{ClaimTypes.Email}=ada@acme.com",
            "org_id=org_acme", "permissions=posts:read", "email_verified=true",
        ];
        Assert.All(expected, claim => Assert.Contains(claim, claims));
    }

    [ProviderFact]
    public async Task A_provider_that_wants_PKCE_refuses_a_sign_in_without()
    {
        await using var site = await ConnectSite.StartAsync(provider, "client_post", options => options.UsePkce = false);
        var browser = site.NewBrowser();

        Assert.NotNull((await site.ReturnAsync(browser, await browser.GetAsync("/secret"))).FailureCode);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [ProviderFact]
    public async Task A_session_is_refreshed_and_its_token_rotates()
    {
        await using var site = await OfflineAsync();
        var browser = await site.SignInAsync();
        var tokens = new List<string>();

        // The new tokens count from the time of the provider, so that the session is due again at each request.
        site.Time.Ahead = TimeSpan.FromSeconds(280);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("user_01HXYZ", (await browser.GetAsync("/me")).Body);
            tokens.Add((await browser.GetAsync("/refresh-token")).Body);
        }

        Assert.Equal(3, tokens.Distinct().Count());
    }

    [ProviderFact]
    public async Task A_refresh_token_that_somebody_else_has_used_ends_the_session_at_its_end()
    {
        await using var site = await OfflineAsync();
        var browser = await site.SignInAsync();
        Assert.Contains("access_token", await provider.RefreshAsync((await browser.GetAsync("/refresh-token")).Body), StringComparison.Ordinal);

        site.Time.Ahead = TimeSpan.FromSeconds(301);

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [ProviderFact]
    public async Task Keys_that_are_replaced_are_fetched_again()
    {
        await using var site = await ConnectSite.StartAsync(provider, "client_post");
        await site.SignInAsync();

        await provider.ReplaceKeysAsync();

        Assert.Equal("user_01HXYZ", (await (await site.SignInAsync()).GetAsync("/me")).Body);
    }

    [ProviderFact]
    public async Task A_sign_out_revokes_the_refresh_token()
    {
        await using var site = await OfflineAsync();
        var browser = await site.SignInAsync();
        var token = (await browser.GetAsync("/refresh-token")).Body;

        await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body));

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);

        // In the background: a token that is still accepted was not revoked yet, and has a successor that is.
        while (await provider.RefreshAsync(token) is var answer && !answer.Contains("invalid_grant", StringComparison.Ordinal))
        {
            token = System.Text.Json.JsonElement.Parse(answer).GetProperty("refresh_token").GetString()!;
        }
    }

    [ProviderTheory]
    [InlineData("login_hint=decline", "access_denied")]
    public async Task An_error_of_the_provider_reaches_the_page(string challenge, string code)
    {
        await using var site = await ConnectSite.StartAsync(provider, "client_post");
        var browser = site.NewBrowser();

        Assert.Equal(code, (await site.ReturnAsync(browser, await browser.GetAsync("/challenge?" + challenge))).FailureCode);
    }

    [ProviderFact]
    public async Task A_wrong_secret_signs_nobody_in()
    {
        await using var site = await ConnectSite.StartAsync(provider, "client_post", options => options.ClientSecret = "another/secret");
        var browser = site.NewBrowser();

        Assert.Equal(WorkOsFailureCodes.TokenExchangeRejected, (await site.ReturnAsync(browser, await browser.GetAsync("/secret"))).FailureCode);
    }

    [ProviderFact]
    public async Task A_code_of_another_sign_in_is_refused()
    {
        await using var site = await ConnectSite.StartAsync(provider, "client_post");
        var (attacker, victim) = (site.NewBrowser(), site.NewBrowser());
        var stolen = await provider.GoThroughAsync(new Uri((await attacker.GetAsync("/secret")).Location!));
        var own = await victim.GetAsync("/secret");
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(stolen.Query);

        var answer = await victim.GetAsync(
            $"/signin-workos-connect?code={query["code"]}&iss={Uri.EscapeDataString(query["iss"].ToString())}&state={Uri.EscapeDataString(own.Query("state")!)}");

        Assert.Equal(WorkOsFailureCodes.TokenExchangeRejected, answer.FailureCode);
        Assert.Equal("nobody", (await victim.GetAsync("/me")).Body);
    }

    private Task<ConnectSite> OfflineAsync() => ConnectSite.StartAsync(provider, "client_offline", options => options.Scope.Add("offline_access"));
}
