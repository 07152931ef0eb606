namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>Looks for what no log may contain.</summary>
internal static class LoggedSecrets
{
    /// <summary>
    /// No line of any level has the API key, a recorded access token, the person's e-mail address, a code verifier that
    /// was sent, or a code, state or cookie that went through the browser.
    /// </summary>
    public static async Task VerifyNoneAsync(Site site, Browser browser, WireMockServer workOs)
    {
        var sent = await workOs.GetRequestsAsync();
        var secrets = sent
            .Where(request => request.Method == "POST")
            .Select(request => request.Fields.GetValueOrDefault("code_verifier"))
            .OfType<string>()
            .Concat(browser.Secrets)
            .Concat([Site.ApiKey, "recorded_access_token", "ada@acme.example"])
            .ToList();

        Assert.All(site.Logs.Lines, line =>
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, line.Text, StringComparison.Ordinal)));
    }
}
