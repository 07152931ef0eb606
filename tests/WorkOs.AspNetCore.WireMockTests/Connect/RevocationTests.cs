using System.Net;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A user signs out, and the refresh token of the session is revoked in the background.</summary>
[Collection(WireMockCollection.Name)]
public sealed class RevocationTests(WireMockServer workOs)
{
    private const string Code = "code_01HVZ0REVOCATION";
    private const string Complaint = "RefreshTokenNotRevoked";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Tolerated => [.. TestFolder.MappingNames("connect", "revocation", "tolerated")];

    public static TheoryData<string> Refused => [.. TestFolder.MappingNames("connect", "revocation", "refused")];

    /// <summary>The faults that do not say with a 2xx that the token is revoked.</summary>
    public static TheoryData<string> Faults => new(FaultCases.All.Where(IsRefusal).Select(static row => (string)row[0]));

    /// <summary>The others: RFC 7009 gives the body of a success no meaning.</summary>
    public static TheoryData<string> OddSuccesses => new(FaultCases.All.Where(static row => !IsRefusal(row)).Select(static row => (string)row[0]));

    [WireMockTheory]
    [MemberData(nameof(Tolerated))]
    public async Task A_sign_out_revokes_the_refresh_token_as_the_application(string answer)
    {
        await using var site = await SignOutAsync(new Uri(workOs.Address, $"/connect/revocation/{answer}"));

        var request = Assert.Single(await workOs.GetRequestsAsync(), static request => request.Url.EndsWith("/oauth2/revoke", StringComparison.Ordinal));
        Assert.Equal("POST", request.Method);
        Assert.Equal(
            [("client_id", Site.ClientId), ("client_secret", "secret_wiremock"), ("token", LiveTokens.RefreshToken), ("token_type_hint", "refresh_token")],
            request.Fields.Select(static field => (field.Key, field.Value)).OrderBy(static field => field.Key, StringComparer.Ordinal));
        Assert.DoesNotContain(site.Logs.Lines, static line => line.EventName == Complaint);
    }

    [WireMockTheory]
    [MemberData(nameof(Refused))]
    public async Task A_refusal_ends_the_local_session_all_the_same(string answer) => await VerifyComplaintAsync(new Uri(workOs.Address, $"/connect/revocation/{answer}"));

    [WireMockTheory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_ends_the_local_session_all_the_same(string fault) => await VerifyComplaintAsync(workOs.Fault(fault));

    [WireMockTheory]
    [MemberData(nameof(OddSuccesses))]
    public async Task An_answer_that_cannot_be_read_ends_the_local_session_all_the_same(string fault)
    {
        await using var site = await SignOutAsync(workOs.Fault(fault));

        Assert.InRange(site.Logs.Lines.Count(static line => line.EventName == Complaint), 0, 1);
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task A_sign_out_does_not_wait_for_the_answer(string pace)
    {
        await using var site = await SignOutAsync(workOs.Slow(pace));

        Assert.DoesNotContain(site.Logs.Lines, static line => line.EventName == Complaint);
    }

    private static bool IsRefusal(object[] row) => (string)row[1] is WorkOsFailureCodes.TokenExchangeUnavailable or WorkOsFailureCodes.TokenExchangeRejected;

    private async Task VerifyComplaintAsync(Uri revocation)
    {
        await using var site = await SignOutAsync(revocation);

        // The call goes on in the background.
        using var limit = new CancellationTokenSource(Patience);
        while (!site.Logs.Lines.Any(static line => line.EventName == Complaint))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }

        Assert.Single(site.Logs.Lines, static line => line.EventName == Complaint);
        await LoggedSecrets.VerifyNoneAsync(site, workOs);
    }

    private async Task<Site> SignOutAsync(Uri revocation)
    {
        var site = await ConnectSite.StartLiveAsync(
            workOs,
            static options =>
            {
                options.SaveTokens = true;
                options.Scope.Add("offline_access");
            },
            revocation: revocation);
        var browser = site.NewBrowser();
        using var callback = await ConnectSite.SignInAsync(workOs, browser, Code);
        Assert.NotEmpty((await browser.GetSessionAsync()).Claims);

        using var signOut = await browser.SignOutAsync();

        Assert.Equal(HttpStatusCode.Redirect, signOut.StatusCode);
        Assert.Equal(Site.SignedOutPath, signOut.Headers.Location?.OriginalString);
        Assert.Empty((await browser.GetSessionAsync()).Claims);
        await workOs.WaitForRequestAsync("/oauth2/revoke");
        return site;
    }
}
