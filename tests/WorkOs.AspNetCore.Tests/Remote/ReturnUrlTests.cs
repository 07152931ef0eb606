using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Authentication;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Remote;

[Trait("Room", "Remote")]
public sealed class ReturnUrlTests(ReturnUrlTests.Shared shared) : IClassFixture<ReturnUrlTests.Shared>
{
    // What a generator of plain strings would not hit: everything that means something in a URL.
    private static readonly string[] Fragments =
    [
        "/", "//", "\\", ".", "..", "@", ":", "?", "#", "%", "%2f", "%5c", "%2e", "%252f", "%00", "%0d%0a", "\t", "\r\n", " ", "a", "evil.example",
        "https:", "https://", "javascript:", ReturnUrlRows.AllowedOrigin, "docs.example.com", "\uff0f", "\u2044", "\uff0e", "\ud800", "\udc00", "\ufffe", "ö", "😀", "xn--", "[", "]", ";", "&", "=",
    ];

    [Theory]
    [MemberData(nameof(ReturnUrlRows.Refused), MemberType = typeof(ReturnUrlRows))]
    public async Task A_trick_ends_at_the_root_of_the_app(string trick)
    {
        var app = shared.ForNextRow();

        var answer = await SignInAsync(app, trick);

        Assert.Equal("/", answer.Location);
        Assert.Single(app.Logs.Named("ReturnUrlRefused"));
    }

    [Theory]
    [MemberData(nameof(ReturnUrlRows.Followed), MemberType = typeof(ReturnUrlRows))]
    public async Task An_honest_return_url_is_followed_and_fits_into_a_header(string url, string location)
    {
        var app = shared.ForNextRow();

        var answer = await SignInAsync(app, url);

        Assert.Equal(location, answer.Location);
        Assert.True(answer.Location!.All(char.IsAscii));
    }

    [Fact]
    public async Task A_return_url_of_10_KB_ends_at_the_root_of_the_app()
    {
        await using var app = await StartAsync();

        Assert.Equal("/", (await SignInAsync(app, "/" + new string('a', 10_000))).Location);
        Assert.Equal("/", (await SignInAsync(app, "/" + new string('ö', 1_000))).Location);
    }

    [Fact]
    public async Task The_longest_return_url_comes_back()
    {
        await using var app = await StartAsync();
        foreach (var start in new[] { "/", "/?" })
        {
            var longest = start.PadRight(ReturnUrlPolicy.MaxLength, 'a');

            Assert.Equal(longest, (await SignInAsync(app, longest)).Location);
            Assert.Equal("/", (await SignInAsync(app, longest + "a")).Location);
        }
    }

    [Fact]
    public async Task Each_of_several_origins_is_allowed()
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            AllowOrigin(options);
            options.AllowedReturnOrigins.Add("https://help.example.com/");
        });

        Assert.Equal("https://help.example.com/a", (await SignInAsync(app, "https://help.example.com/a")).Location);
        Assert.Equal(ReturnUrlRows.AllowedOrigin + "/a", (await SignInAsync(app, ReturnUrlRows.AllowedOrigin + "/a")).Location);
    }

    [Fact]
    public async Task Sign_in_and_sign_out_endpoints_check_the_return_url_too()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();

        var signedIn = await browser.ReturnAsync(await browser.StartAsync("/auth/sign-in?returnUrl=//evil.example"));
        var token = await browser.GetAsync("/form");
        var signedOut = await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", token.Body), ("returnUrl", "https://evil.example"));

        Assert.Equal("/", signedIn.Location);
        Assert.Equal("/", signedOut.Location);
        Assert.Equal("nobody", await browser.WhoAsync());
    }

    [Fact]
    public async Task A_page_that_was_asked_for_with_a_backslash_in_its_query_is_shown_in_the_end()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();

        Assert.Equal("/secret?path=C:%5Cx%0A", (await browser.SignInAsync("/secret?path=C:%5Cx%0A")).Location);
        Assert.Empty(app.Logs.Named("ReturnUrlRefused"));
    }

    [Fact]
    public async Task Without_a_return_url_the_page_that_was_asked_for_is_shown()
    {
        await using var app = await StartAsync();

        Assert.Equal("/secret?a=b", (await app.NewBrowser().SignInAsync("/secret?a=b")).Location);
    }

    [Fact]
    public async Task An_origin_is_allowed_by_the_public_origin_of_the_app()
    {
        await using var app = await TestApp.StartAsync(options => options.PublicOrigin = new Uri("https://www.example.com"));

        Assert.Equal("https://www.example.com/a", (await SignInAsync(app, "https://www.example.com/a")).Location);
    }

    [Fact]
    public void Whatever_goes_in_stays_on_this_site_or_an_allowed_origin()
    {
        var site = new Uri("https://app.example.com/signin-workos");
        var texts = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>(),
            Gen.Elements(Fragments).ListOf().Select(string.Concat),
            Gen.Elements(Fragments).ListOf().Select(parts => "/" + string.Concat(parts)));

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var location = ReturnUrlPolicy.Check(text, [ReturnUrlRows.AllowedOrigin]);
            return location is null
                || (location.All(char.IsAscii) && !location.Contains('\\', StringComparison.Ordinal) && IsSafe(new Uri(site, location), site));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    private static bool IsSafe(Uri target, Uri site)
    {
        var origin = target.GetLeftPart(UriPartial.Authority);
        return target.UserInfo.Length == 0
            && (origin == site.GetLeftPart(UriPartial.Authority) || origin == ReturnUrlRows.AllowedOrigin);
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(AllowOrigin);

    private static void AllowOrigin(WorkOsOptions options) => options.AllowedReturnOrigins.Add(ReturnUrlRows.AllowedOrigin);

    private static Task<BrowserAnswer> SignInAsync(TestApp app, string returnUrl)
    {
        app.Challenge = () => new AuthenticationProperties { RedirectUri = returnUrl };
        return app.NewBrowser().SignInAsync("/challenge");
    }

    public sealed class Shared() : SharedTestApp(AllowOrigin);
}
