using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.WebUtilities;
using SampleSite.SignIn;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore;

namespace SampleSite.Tests.Pages;

public sealed class SignInPageTests : SiteTest
{
    // By short names, since the names of tests end before these do.
    private static readonly Dictionary<string, string> LongEmails = new(StringComparer.Ordinal)
    {
        ["one letter too long"] = new string('a', 246) + "@acme.com",
        ["far too long"] = new string('a', 10_240) + "@acme.com",
        ["nothing but at signs"] = new string('@', 10_240),
    };

    public static TheoryData<string, string> BadEmails => new()
    {
        { "", "Enter your work e-mail address." },
        { "   ", "Enter your work e-mail address." },
        { "ada", "Enter an e-mail address in the form name@company.com." },
        { "@", "Enter an e-mail address in the form name@company.com." },
        { "ada@", "Enter an e-mail address in the form name@company.com." },
        { "@acme.com", "Enter an e-mail address in the form name@company.com." },
        { "ada@acme", "Enter an e-mail address in the form name@company.com." },
        { "ada@acme.", "Enter an e-mail address in the form name@company.com." },
        { "ada@.acme.com", "Enter an e-mail address in the form name@company.com." },
        { "ada@acme..com", "Enter an e-mail address in the form name@company.com." },
        { "ada@@acme.com", "Enter an e-mail address in the form name@company.com." },
        { "ada@acme.com, grace@acme.com", "Enter an e-mail address in the form name@company.com." },
        { "Ada Lovelace <ada@acme.com>", "Enter an e-mail address in the form name@company.com." },
        { "ada lovelace@acme.com", "Enter an e-mail address in the form name@company.com." },
        { "ada@acme.com\r\nBcc: eve@evil.example", "Enter an e-mail address in the form name@company.com." },
        { "\u202Eada@acme.com", "Enter an e-mail address in the form name@company.com." },
        { "ada@ac\u200Bme.com", "Enter an e-mail address in the form name@company.com." },
        { "<script>alert(1)</script>", "Enter an e-mail address in the form name@company.com." },
        { "one letter too long", "Enter an e-mail address of at most 254 characters." },
        { "far too long", "Enter an e-mail address of at most 254 characters." },
        { "nothing but at signs", "Enter an e-mail address of at most 254 characters." },
    };

    public static TheoryData<string> Codes => [.. typeof(WorkOsFailureCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(constant => (string)constant.GetValue(null)!)];

    [Theory]
    [MemberData(nameof(BadEmails))]
    public async Task A_bad_address_is_explained_where_it_was_typed(string email, string problem)
    {
        using var visitor = Site.Visit();

        var answer = await visitor.EnterEmailAsync(LongEmails.GetValueOrDefault(email, email), "/sign-in?ReturnUrl=%2Fprofile%3Fa%3Db");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(problem, answer.Text("#email-problem[role=alert]"));
        Assert.Contains("email-problem", answer.Page.QuerySelector("#email[aria-invalid=true]")?.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.StartsWith("Problem: ", answer.Page.Title, StringComparison.Ordinal);
        Assert.Equal("/sign-in?ReturnUrl=%2Fprofile%3Fa%3Db", answer.Page.QuerySelector("form:has(#email)")?.GetAttribute("action"));
        Assert.False(answer.Has("main script"));
        Assert.Equal(0, Site.WorkOs.CountOf("/"));
    }

    [Theory]
    [InlineData("ada\0@acme.com")]
    [InlineData("\0")]
    public async Task An_address_that_no_form_can_hold_brings_the_form_back(string email)
    {
        using var visitor = Site.Visit();

        var answer = await visitor.EnterEmailAsync(email);
        var page = await visitor.GetAsync(answer.Location!.OriginalString);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotEmpty(page.Text("#failure p"));
        Assert.True(page.Has("#email"));
    }

    [Fact]
    public async Task A_form_without_an_address_is_an_empty_one()
    {
        using var visitor = Site.Visit();
        var page = await visitor.GetAsync("/sign-in");

        var answer = await visitor.SubmitAsync(page, "form:has(#email)");

        Assert.Equal("Enter your work e-mail address.", answer.Text("#email-problem"));
    }

    [Theory]
    [InlineData("ada@acme.com")]
    [InlineData("  ada@acme.com ")]
    [InlineData("Ada@ACME.com")]
    [InlineData("o'brien+tag@acme.com")]
    [InlineData("\u00E9milie@acme.com")]
    public async Task A_good_address_goes_to_the_organization_of_its_domain(string email)
    {
        using var visitor = Site.Visit();

        var answer = await visitor.EnterEmailAsync(email);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var parameters = QueryHelpers.ParseQuery(answer.Location!.Query);
        Assert.Equal("org_acme", parameters["organization"]);
        Assert.Equal(email.Trim(), parameters["login_hint"]);
    }

    [Theory]
    [InlineData("ada@nowhere.example")]
    [InlineData("ada@m\u00FCnchen.example")]
    [InlineData("ada@-acme-.com")]
    [InlineData("ada@\uFFFD.com")]
    public async Task An_unknown_company_comes_back_with_the_address_and_the_return_url(string email)
    {
        using var visitor = Site.Visit();

        var failure = await visitor.EnterEmailAsync(email, "/sign-in?ReturnUrl=%2Fprofile%3Fa%3Db");
        var page = await visitor.GetAsync(failure.Location!.OriginalString);

        Assert.Equal("/sign-in?error=organization_not_found&ReturnUrl=%2Fprofile%3Fa%3Db", failure.Location.OriginalString);
        Assert.Equal(FailureSentences.For("organization_not_found"), page.Text("#failure p"));
        Assert.Equal(email, page.Page.QuerySelector("#email")?.GetAttribute("value"));
        Assert.Equal("/sign-in?ReturnUrl=%2Fprofile%3Fa%3Db", page.Page.QuerySelector("form:has(#email)")?.GetAttribute("action"));
    }

    [Fact]
    public async Task An_address_is_not_shown_to_whoever_opens_the_page_next()
    {
        using var visitor = Site.Visit();
        await visitor.EnterEmailAsync("ada@acme.com");

        var fresh = await visitor.GetAsync("/sign-in");
        var afterwards = await visitor.GetAsync("/sign-in?error=access_denied");

        Assert.Equal("", fresh.Page.QuerySelector("#email")?.GetAttribute("value") ?? "");
        Assert.Equal("", afterwards.Page.QuerySelector("#email")?.GetAttribute("value") ?? "");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_failure_code_is_a_sentence_of_its_own_above_the_form(string code)
    {
        using var visitor = Site.Visit();

        var answer = await visitor.GetAsync($"/sign-in?error={code}");

        Assert.NotEqual(FailureSentences.General, FailureSentences.For(code));
        Assert.Equal(FailureSentences.For(code), answer.Text("#failure[role=alert][tabindex='-1'] p"));
        Assert.Equal(code, answer.Text("#failure code"));
        Assert.True(answer.Has("#email"));
    }

    [Theory]
    [InlineData("a_code_of_tomorrow", true)]
    [InlineData("ACCESS_DENIED", false)]
    [InlineData("<script>alert(1)</script>", false)]
    [InlineData("access_denied\n", false)]
    [InlineData("Call +1 555 0100 to unlock your account", false)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public async Task An_unknown_code_gets_the_general_sentence_and_only_a_real_one_is_shown(string code, bool shown)
    {
        using var visitor = Site.Visit();

        var answer = await visitor.GetAsync($"/sign-in?error={Uri.EscapeDataString(code)}");

        Assert.Equal(FailureSentences.General, answer.Text("#failure p"));
        Assert.Equal(shown, answer.Has("#failure code"));
        Assert.Equal(shown, answer.Page.Source.Text.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_that_went_stale_comes_back_fresh_with_its_return_url()
    {
        using var visitor = Site.Visit();
        await visitor.GetAsync("/sign-in");

        var stale = await visitor.PostAsync("/sign-in?ReturnUrl=%2Fprofile", ("Email", "ada@acme.com"));
        var page = await visitor.GetAsync(stale.Location!.OriginalString);

        Assert.Equal(FailureSentences.For("antiforgery_failed"), page.Text("#failure p"));
        Assert.Equal("/sign-in?ReturnUrl=%2Fprofile", page.Page.QuerySelector("form:has(#email)")?.GetAttribute("action"));
    }
}
