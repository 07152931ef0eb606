namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>Looks for what no log may contain.</summary>
internal static class LoggedSecrets
{
    /// <summary>How every recorded access token of AuthKit begins: <c>{"alg":"RS256"</c>.</summary>
    public const string BeginningOfAnyToken = "eyJhbGciOiJSUzI1NiIs";

    /// <summary>Parts of what WorkOS's recorded answers hold: tokens, and the address of the person.</summary>
    private static readonly string[] Recorded =
    [
        BeginningOfAnyToken,
        "recorded_access_token",
        "recorded_refresh_token",
        "recorded_pending_authentication_token",
        "recorded_authkit_authorization_code",
        "ada@acme.example",
    ];

    /// <summary>
    /// No line of any level has the API key, anything recorded that is secret, a code verifier that was sent, or a code,
    /// state or cookie that went through the browser.
    /// </summary>
    public static async Task VerifyNoneAsync(Site site, WireMockServer workOs, Browser? browser = null)
    {
        var sent = await workOs.GetRequestsAsync();
        var secrets = sent
            .Where(request => request.Method == "POST")
            .Select(request => request.Fields.GetValueOrDefault("code_verifier"))
            .OfType<string>()
            .Concat(browser?.Secrets ?? [])
            .Concat(Recorded)
            .Append(Site.ApiKey)
            .ToList();

        Assert.All(site.Logs.Lines, line =>
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, line.Text, StringComparison.Ordinal)));
    }
}
