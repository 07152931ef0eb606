using System.Net;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>The quick starts for apps with pages, followed to the letter from an empty folder.</summary>
public sealed class QuickStartTests
{
    [Fact]
    public async Task The_app_with_controllers_signs_in_twice_and_is_for_administrators_where_it_says_so()
    {
        await using var app = await NewApp.CreateWithPackagesAsync();

        await UseAsync(await FollowAsync(app, "docs/quickstart-mvc.md"), "/Account", "/Account/Admin");
    }

    [Fact]
    public async Task The_app_with_pages_signs_in_twice_then_has_its_own_pages_about_sign_in_and_is_deployed()
    {
        await using var app = await NewApp.CreateWithPackagesAsync();
        await UseAsync(await FollowAsync(app, "docs/quickstart-razor-pages.md"), "/Account", "/Admin");

        await ReadAsync(await FollowAsync(app, "docs/pages.md"));

        await UseAsync(await FollowAsync(app, "docs/deployment.md"), "/Account", "/Admin");
        await DeployAsync(app);
    }

    private static async Task<RunningApp> FollowAsync(NewApp app, string page)
    {
        await app.FollowAsync(MarkdownPage.Read(Repository.PathOf(page)));
        await app.BuildAsync();
        return await app.StartAsync();
    }

    private static async Task UseAsync(RunningApp site, string account, string admin)
    {
        using var visitor = site.Visit();
        await SignInAsync(visitor, account, "ada@acme.com", "Ada Lovelace");
        Assert.Contains("For administrators", (await visitor.OpenAsync(admin)).Text, StringComparison.Ordinal);
        await visitor.SubmitAsync(await visitor.OpenAsync(account));
        Assert.Equal($"/sign-in?ReturnUrl={Uri.EscapeDataString(account)}", (await visitor.OpenAsync(account)).Address.PathAndQuery);
        await SignInAsync(visitor, account, "ada@acme.com", "Ada Lovelace");

        using var member = site.Visit();
        await SignInAsync(member, account, "grace@acme.com", "Grace Hopper");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync(admin)).Status);

        using var stranger = site.Visit();
        var refused = await stranger.SignInAsync(account, "somebody@elsewhere.example");
        Assert.Equal("We do not know a company with this e-mail address.", AlertOf(refused));
    }

    private static async Task ReadAsync(RunningApp site)
    {
        using var stranger = site.Visit();
        var failed = await stranger.SignInAsync("/Account", "somebody@elsewhere.example");
        Assert.Equal("/sign-in-failed", failed.Address.AbsolutePath);
        Assert.Equal("We do not know a company with this e-mail address.", AlertOf(failed));
        Assert.Equal("/sign-in?returnUrl=%2FAccount", failed.Html.QuerySelector("[role=alert] ~ p a")?.GetAttribute("href"));
        var german = await stranger.OpenAsync("/sign-in-failed?culture=de&error=organization_not_found");
        Assert.Equal("Wir kennen keine Firma mit dieser E-Mail-Adresse.", AlertOf(german));
        var forged = await stranger.OpenAsync("/sign-in-failed?error=Call+us+at+0900");
        Assert.Equal("The sign-in did not work.", AlertOf(forged));

        using var member = site.Visit();
        await SignInAsync(member, "/Account", "grace@acme.com", "Grace Hopper");
        var refused = await member.OpenAsync("/Admin");
        Assert.Equal(("/no-access", HttpStatusCode.Forbidden), (refused.Address.AbsolutePath, refused.Status));
        var question = await member.OpenAsync("/auth/sign-in?organization_id=org_globex&returnUrl=/Account");
        Assert.Equal("/switch-account", question.Address.AbsolutePath);
        Assert.Equal("/Account", question.Html.QuerySelector("form a")?.GetAttribute("href"));
        var workos = await member.SubmitAsync(question);
        var other = await member.SubmitAsync(workos, ("person", "katherine@globex.com"), ("action", "continue"));
        Assert.Equal("Katherine Johnson", other.Html.QuerySelector("h1")?.TextContent);
        Assert.Equal("/", (await member.OpenAsync("/switch-account")).Address.PathAndQuery);
    }

    private static async Task DeployAsync(NewApp app)
    {
        var keys = Path.Combine(app.Folder, "keys");
        var site = await app.StartAsync(
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("WORKOS_CLIENT_ID", "client_123"),
            ("WORKOS_API_KEY", "sk_123"),
            ("WORKOS_WEBHOOK_SECRET", "secret"),
            ("KeyRing", keys),
            ("ProxyNetworks__0", "127.0.0.0/8"));
        using var proxy = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };

        Assert.Equal("Healthy", await proxy.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
        Assert.Equal("Healthy", await proxy.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        using var webhook = await proxy.PostAsync(new Uri("/auth/webhooks", UriKind.Relative), new StringContent("{}"));
        Assert.Equal(HttpStatusCode.BadRequest, webhook.StatusCode);

        proxy.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        proxy.DefaultRequestHeaders.Add("X-Forwarded-Host", "app.example.com");
        proxy.DefaultRequestHeaders.Add("Accept", "text/html");
        using var start = await proxy.GetAsync(new Uri("/auth/sign-in?organization_id=org_123", UriKind.Relative));
        Assert.Contains("redirect_uri=https%3A%2F%2Fapp.example.com%2Fsignin-workos", start.Headers.Location?.Query, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(Directory.EnumerateFiles(keys));
    }

    private static string? AlertOf(VisitedPage page) => page.Html.QuerySelector("[role=alert]")?.TextContent;

    private static async Task SignInAsync(Visitor visitor, string account, string email, string name)
    {
        var page = await visitor.SignInAsync(account, email);

        Assert.Equal(account, page.Address.PathAndQuery);
        Assert.Equal(name, page.Html.QuerySelector("h1")?.TextContent);
        Assert.Contains("org_acme", page.Text, StringComparison.Ordinal);
    }
}
