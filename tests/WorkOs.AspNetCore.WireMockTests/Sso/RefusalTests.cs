namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>Recorded answers that are well formed, but not those of the person who was asked for.</summary>
[Collection(WireMockCollection.Name)]
public sealed class RefusalTests(WireMockServer workOs)
{
    private const string Organization = "organization=org_acme";
    private const string Connection = "connection=conn_okta";
    private const string Provider = "provider=GoogleOAuth";

    /// <summary>The file in <c>mappings/sso/refused</c>, what was asked for, and the failure.</summary>
    public static TheoryData<string, string, string> RefusedAnswers => new()
    {
        { "no-profile-id", Organization, WorkOsFailureCodes.ProfileMissing },
        { "profile-id-empty", Organization, WorkOsFailureCodes.ProfileMissing },
        { "profile-id-blank", Organization, WorkOsFailureCodes.ProfileMissing },
        { "other-organization", Organization, WorkOsFailureCodes.OrganizationMismatch },
        { "no-organization", Organization, WorkOsFailureCodes.OrganizationMismatch },
        { "profile-elsewhere", Organization, WorkOsFailureCodes.OrganizationMismatch },
        { "other-organization", "domain=acme.example", WorkOsFailureCodes.OrganizationMismatch },
        { "other-connection", Connection, WorkOsFailureCodes.ConnectionMismatch },
        { "other-provider", Provider, WorkOsFailureCodes.ProviderMismatch },
        { "nothing", Organization, WorkOsFailureCodes.TokenResponseInvalid },
        { "access-token-null", Organization, WorkOsFailureCodes.TokenResponseInvalid },
        { "access-token-number", Organization, WorkOsFailureCodes.TokenResponseInvalid },
        { "access-token-line-break", Organization, WorkOsFailureCodes.TokenResponseInvalid },
        { "access-token-non-ascii", Organization, WorkOsFailureCodes.TokenResponseInvalid },
    };

    [WireMockTheory]
    [MemberData(nameof(RefusedAnswers))]
    public async Task An_answer_that_is_not_what_was_asked_for_signs_nobody_in(string answer, string selector, string failure)
    {
        await using var site = await SsoSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_" + answer, selector);

        await FailedSignIn.VerifyAsync(
            failure, callback, site, browser, workOs, needsOperator: !failure.EndsWith("_mismatch", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_refused_answer_is_tried() =>
        Assert.Equal(
            TestFolder.MappingNames("sso", "refused"),
            RefusedAnswers.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));
}
