using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>What holds for every sign-in that fails, whatever made it fail.</summary>
internal static class FailedSignIn
{
    /// <summary>
    /// The person is sent to the app's page with the code and the return URL, the log has one line about it, nobody is
    /// signed in, and nothing secret is in any line. Returns that one line.
    /// </summary>
    public static async Task<CapturedLog> VerifyAsync(
        string code,
        HttpResponseMessage response,
        Site site,
        Browser browser,
        WireMockServer workOs,
        string returnUrl = Site.AccountPath,
        bool needsOperator = true)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(
            QueryHelpers.AddQueryString("/error", new Dictionary<string, string?> { ["error"] = code, ["ReturnUrl"] = returnUrl }),
            response.Headers.Location?.OriginalString);

        var complaint = Assert.Single(site.Logs.Complaints);
        Assert.True(complaint.IsOfPackage, complaint.Text);
        var who = needsOperator && code != WorkOsFailureCodes.OrganizationSelectionRequired ? "failed, action required" : "failed";
        Assert.Contains($"{who}: {code}.", complaint.Text, StringComparison.Ordinal);

        Assert.Empty((await browser.GetSessionAsync()).Claims);
        await LoggedSecrets.VerifyNoneAsync(site, workOs, browser);
        return complaint;
    }
}
