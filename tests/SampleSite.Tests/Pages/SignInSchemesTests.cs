using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore;

namespace SampleSite.Tests.Pages;

/// <summary>The sign-in page of a site that has more ways in than the e-mail form.</summary>
public sealed class SignInSchemesTests : SiteTest
{
    public SignInSchemesTests()
        : base(new SampleFactory
        {
            ConfigureServices = services => services.AddAuthentication()
                .AddCookie("Internal")
                .AddWorkOs("Partners", "Partner portal", options => Configure(options, "/signin-partners"))
                .AddWorkOs("Hidden", displayName: null, options => Configure(options, "/signin-hidden"))
                .AddWorkOs("Off", "Switched off", options =>
                {
                    Configure(options, "/signin-off");
                    options.Enabled = false;
                }),
        })
    {
    }

    [Fact]
    public async Task A_scheme_that_has_a_name_and_is_enabled_has_a_button()
    {
        using var visitor = Site.Visit();

        var page = await visitor.GetAsync("/sign-in");

        Assert.Equal(["Continue with AuthKit", "Continue with WorkOS Connect", "Continue with Partner portal"], page.Texts(".choices button"));
        Assert.True(page.Has("#email"));
    }

    [Fact]
    public async Task The_button_starts_a_sign_in_with_that_scheme()
    {
        using var visitor = Site.Visit();
        var page = await visitor.GetAsync("/sign-in?ReturnUrl=%2Fprofile");

        var answer = await visitor.SubmitAsync(page, "form.choices", ("scheme", "Partners"));

        Assert.Equal("partners.example", answer.Location?.Host);
        Assert.Contains("organization=org_partners", answer.Location?.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hidden")]
    [InlineData("Off")]
    [InlineData("Internal")]
    [InlineData("WorkOS")]
    [InlineData("Cookies")]
    [InlineData("WorkOS.Bearer")]
    [InlineData("WorkOS.ApiKey")]
    [InlineData("WorkOS.Api")]
    [InlineData("NoSuchScheme")]
    [InlineData("")]
    public async Task A_scheme_without_a_button_is_not_to_be_had_by_a_forged_form(string scheme)
    {
        using var visitor = Site.Visit();
        var page = await visitor.GetAsync("/sign-in");

        var answer = await visitor.SubmitAsync(page, "form.choices", ("scheme", scheme));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.True(answer.Has("main a[href='/']"));
    }

    [Fact]
    public async Task Without_the_WorkOS_schemes_there_is_no_form_but_a_way_on()
    {
        await using var site = new SampleFactory
        {
            Settings =
            {
                ["Authentication:Schemes:WorkOS:Enabled"] = "false",
                ["Authentication:Schemes:WorkOS.AuthKit:Enabled"] = "false",
                ["Authentication:Schemes:WorkOS.Connect:Enabled"] = "false",
            },
        };
        using var visitor = site.Visit();

        var protectedPage = await visitor.GetAsync("/profile");
        var page = await visitor.GetAsync(protectedPage.Location!.OriginalString);

        Assert.False(page.Has("#email"));
        Assert.False(page.Has(".choices"));
        Assert.False(page.Has(".people"));
        Assert.True(page.Has("main a[href='/']"));
    }

    private static void Configure(WorkOsOptions options, string callbackPath)
    {
        options.ClientId = "client_partners";
        options.ApiKey = "sk_test_partners";
        options.BaseAddress = new Uri("https://partners.example");
        options.CallbackPath = callbackPath;
        options.Organization = "org_partners";
    }
}
