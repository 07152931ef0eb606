using System.Net;
using System.Text.RegularExpressions;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>docs/identity.md, followed to the letter from an empty folder.</summary>
public sealed partial class IdentityTests
{
    private const string Password = "Correct-horse-1";

    [Fact]
    public async Task The_app_of_the_page_has_accounts_of_users_whose_company_owns_their_address()
    {
        await using var app = await CreateAsync(MarkdownPage.Read(Repository.PathOf("docs/identity.md")));
        await app.BuildAsync();
        var site = await app.StartAsync();

        await SignInTwiceAsync(site);
        await RefuseAsync(site);
        await RefuseAnAddressOfAnotherCompanyAsync(site);
        await RefuseTheOneWhoRegisteredFirstAsync(site);
        await KeepTheAccountOfTheOneWhoProvedTheAddressAsync(site);
        await StartAtTheIdentityProviderAsync(site);
    }

    private static async Task<NewApp> CreateAsync(MarkdownPage page)
    {
        const string New = "dotnet new webapp --auth Individual ";
        var app = await NewApp.CreateWithPackagesAsync();
        await app.RunCommandAsync($"{New} --no-restore --output {NewApp.Name}");

        // The packages for `dotnet ef` are not in every source that the tests run with. The app does not need them.
        app.EditProject(static project => DesignTimePackage().Replace(project, string.Empty));
        app.AcceptNearestVersions();
        await app.FollowAsync(page.Replace($"{New}--output {NewApp.Name}\n", string.Empty));
        return app;
    }

    private static async Task SignInTwiceAsync(RunningApp site)
    {
        using var visitor = site.Visit();
        await AssertHelloAsync(visitor, "ada@acme.com");
        Assert.Equal("For Acme.", (await visitor.OpenAsync("/acme")).Text);
        Assert.Equal("For administrators.", (await visitor.OpenAsync("/admin")).Text);

        var start = await visitor.SubmitAsync(await visitor.OpenAsync("/"));
        Assert.Equal("/", start.Address.PathAndQuery);
        Assert.Equal("/sign-in", (await visitor.OpenAsync("/hello")).Address.AbsolutePath);

        await AssertHelloAsync(visitor, "ada@acme.com");
        using var other = site.Visit();
        await AssertHelloAsync(other, "ada@acme.com");
    }

    private static async Task RefuseAsync(RunningApp site)
    {
        using var member = site.Visit();
        await AssertHelloAsync(member, "grace@acme.com");
        Assert.Equal("/Identity/Account/AccessDenied", (await member.OpenAsync("/admin")).Address.AbsolutePath);

        using var other = site.Visit();
        await AssertHelloAsync(other, "katherine@globex.com");
        Assert.Equal("/Identity/Account/AccessDenied", (await other.OpenAsync("/acme")).Address.AbsolutePath);

        using var stranger = site.Visit();
        var page = await stranger.SignInAsync("/hello", "somebody@elsewhere.example");
        Assert.Equal("We do not know a company with this e-mail address.", AlertOf(page));
    }

    private static async Task RefuseAnAddressOfAnotherCompanyAsync(RunningApp site)
    {
        using var visitor = site.Visit();

        var page = await visitor.SignInAsync("/sign-in?organization_id=org_globex", "margaret@acme.com");

        Assert.Equal("This account cannot be used with your company's sign-in. Please ask our support.", AlertOf(page));
        Assert.Equal("/sign-in", (await visitor.OpenAsync("/hello")).Address.AbsolutePath);
    }

    private static async Task RefuseTheOneWhoRegisteredFirstAsync(RunningApp site)
    {
        using var attacker = site.Visit();
        await RegisterAsync(attacker, "margaret@acme.com");
        using var visitor = site.Visit();
        await AssertHelloAsync(visitor, "margaret@acme.com");

        Assert.Contains("Invalid login attempt.", (await EnterPasswordAsync(attacker, "margaret@acme.com")).Text, StringComparison.Ordinal);
    }

    private static async Task KeepTheAccountOfTheOneWhoProvedTheAddressAsync(RunningApp site)
    {
        using var visitor = site.Visit();
        var registered = await RegisterAsync(visitor, "alan@acme.com");
        await visitor.OpenAsync(registered.Html.QuerySelector("#confirm-link")!.GetAttribute("href")!);
        using var company = site.Visit();
        await AssertHelloAsync(company, "alan@acme.com");

        Assert.Equal("Hello, alan@acme.com.", (await EnterPasswordAsync(visitor, "alan@acme.com")).Text);
    }

    private static async Task StartAtTheIdentityProviderAsync(RunningApp site)
    {
        using var visitor = site.Visit();

        var start = await visitor.SignInAsync("/sign-in?connection_id=conn_globex", "edsger@globex.com");

        Assert.Equal("/", start.Address.PathAndQuery);
        Assert.Equal("Hello, edsger@globex.com.", (await visitor.OpenAsync("/hello")).Text);
    }

    private static async Task AssertHelloAsync(Visitor visitor, string email)
    {
        var hello = await visitor.SignInAsync("/hello", email);

        Assert.Equal(HttpStatusCode.OK, hello.Status);
        Assert.Equal($"Hello, {email}.", hello.Text);
    }

    private static async Task<VisitedPage> RegisterAsync(Visitor visitor, string email) => await visitor.SubmitAsync(
        await visitor.OpenAsync("/Identity/Account/Register"), ("Input.Email", email), ("Input.Password", Password), ("Input.ConfirmPassword", Password));

    private static async Task<VisitedPage> EnterPasswordAsync(Visitor visitor, string email) => await visitor.SubmitAsync(
        await visitor.OpenAsync("/Identity/Account/Login?ReturnUrl=%2Fhello"), ("Input.Email", email), ("Input.Password", Password));

    private static string? AlertOf(VisitedPage page) => page.Html.QuerySelector("[role=alert]")?.TextContent;

    [GeneratedRegex("""\s*<PackageReference Include="Microsoft.EntityFrameworkCore.(Design|Tools)".*/>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DesignTimePackage();
}
