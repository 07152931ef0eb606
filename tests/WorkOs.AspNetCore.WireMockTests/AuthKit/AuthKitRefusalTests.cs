namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>Recorded answers of AuthKit that refuse a person, or are not of the one who was asked for.</summary>
[Collection(WireMockCollection.Name)]
public sealed class AuthKitRefusalTests(WireMockServer workOs)
{
    private const string Anybody = Browser.AskForNothing;
    private const string Organization = Browser.AskForAcme;
    private const string Connection = "connection=conn_okta";
    private const string Provider = "provider=GoogleOAuth";

    /// <summary>The file in <c>mappings/authkit/refused</c>, what was asked for, and the failure.</summary>
    public static TheoryData<string, string, string> RefusedAnswers => new()
    {
        { "nothing", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "no-user", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "user-null", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "no-user-id", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "user-id-empty", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "other-user", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "no-refresh-token", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "refresh-token-null", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "no-access-token", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "access-token-opaque", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "access-token-without-expiry", Anybody, WorkOsFailureCodes.TokenResponseInvalid },
        { "access-token-without-subject", Anybody, WorkOsFailureCodes.TokenResponseInvalid },

        { "other-organization", Organization, WorkOsFailureCodes.OrganizationMismatch },
        { "other-organization", "organization=org_acme&provider=authkit", WorkOsFailureCodes.OrganizationMismatch },
        { "organization-only-beside-the-token", Organization, WorkOsFailureCodes.OrganizationMismatch },
        { "no-organization-asked-for-one", Organization, WorkOsFailureCodes.OrganizationMismatch },
        { "other-provider", Provider, WorkOsFailureCodes.ProviderMismatch },

        { "organization-selection-required", Anybody, WorkOsFailureCodes.OrganizationSelectionRequired },
        { "email-verification-required", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "mfa-enrollment", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "mfa-challenge", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "radar-challenge", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "sso-required", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "must-use-sso", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "organization-authentication-methods-required", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "token-too-big", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "invalid-grant", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "invalid-client", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "not-found", Anybody, WorkOsFailureCodes.TokenExchangeRejected },
        { "daily-quota-exceeded", Anybody, WorkOsFailureCodes.TokenExchangeUnavailable },
    };

    [WireMockTheory]
    [MemberData(nameof(RefusedAnswers))]
    public async Task An_answer_that_is_not_what_was_asked_for_signs_nobody_in(string answer, string selector, string failure)
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_" + answer, selector);

        await FailedSignIn.VerifyAsync(failure, callback, site, browser, workOs, needsOperator: NeedsOperator(answer, failure));
        Assert.Single(await workOs.GetRequestsAsync());
    }

    [WireMockTheory]
    [InlineData("no-authentication-method", Provider, WorkOsFailureCodes.ProviderMismatch)]
    [InlineData("no-authentication-method", Connection, WorkOsFailureCodes.ConnectionMismatch)]
    [InlineData("authentication-method-null", Provider, WorkOsFailureCodes.ProviderMismatch)]
    [InlineData("authentication-method-null", Connection, WorkOsFailureCodes.ConnectionMismatch)]
    [InlineData("unknown-authentication-method", Connection, WorkOsFailureCodes.ConnectionMismatch)]
    [InlineData("no-organization", Connection, WorkOsFailureCodes.ConnectionMismatch)]
    public async Task An_answer_that_does_not_say_what_was_asked_for_signs_nobody_in(string answer, string selector, string failure)
    {
        await using var site = await AuthKitSite.StartAsync(workOs);
        var browser = site.NewBrowser();

        using var callback = await browser.SignInAsync("code_" + answer, selector);

        await FailedSignIn.VerifyAsync(failure, callback, site, browser, workOs, needsOperator: false);
        Assert.Single(await workOs.GetRequestsAsync());
    }

    [WireMockTheory]
    [InlineData("organization-selection-required", "403", "organization_selection_required")]
    [InlineData("email-verification-required", "403", "email_verification_required")]
    [InlineData("mfa-enrollment", "403", "mfa_enrollment")]
    [InlineData("mfa-challenge", "403", "mfa_challenge")]
    [InlineData("radar-challenge", "403", "radar_challenge")]
    [InlineData("sso-required", "400", "sso_required")]
    [InlineData("organization-authentication-methods-required", "400", "organization_authentication_methods_required")]
    [InlineData("token-too-big", "400", "token_too_big")]
    [InlineData("invalid-grant", "400", "invalid_grant")]
    [InlineData("invalid-client", "400", "invalid_client")]
    public async Task The_log_line_says_why_WorkOS_refused(string answer, string status, string workOsCode)
    {
        await using var site = await AuthKitSite.StartAsync(workOs);

        using var callback = await site.NewBrowser().SignInAsync("code_" + answer, Anybody);

        var complaint = Assert.Single(site.Logs.Complaints);
        Assert.Contains($"HTTP status {status}, WorkOS code {workOsCode}, request ID req_{answer}.", complaint.Text, StringComparison.Ordinal);
    }

    // Whoever edits the address to WorkOS can come back with something else, and whoever has a code can be refused with it.
    private static bool NeedsOperator(string answer, string failure) =>
        failure is WorkOsFailureCodes.TokenResponseInvalid or WorkOsFailureCodes.TokenExchangeUnavailable
        || answer is "invalid-client" or "not-found";

    [Fact]
    public void Every_refused_answer_is_tried() =>
        Assert.Equal(
            TestFolder.MappingNames("authkit", "refused"),
            RefusedAnswers.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));
}
