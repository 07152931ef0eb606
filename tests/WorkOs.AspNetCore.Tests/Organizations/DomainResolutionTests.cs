using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Organizations;

[Trait("Room", "Sso")]
public sealed class DomainResolutionTests(DomainResolutionTests.Shared shared) : IClassFixture<DomainResolutionTests.Shared>
{
    public static TheoryData<string> AbsurdAddresses =>
    [
        "", " ", "@", "@@", "ada", "ada@", "@acme.com", "ada@@acme.com", "a@b@acme.com", "ada@acme", "ada@localhost", "ada@.", "ada@.com", "ada@acme..com",
        "ada@-acme.com", "ada@acme-.com", "ada@acme.com..", "ada @acme.com", "ada@ac me.com", "ada@acme.com\u0000", "ada\r\n@acme.com", "ada@acme.com\r\nBcc: x@y.z",
        "ada@acme_.com", "ada@[127.0.0.1]", "ada@acme.com/evil", "ada@acme.com?x=y", "ada@acme.com&domains=evil.com", "ada@<script>.com", "ada@\ud800.com", "ada@\ufffe.com",
        "ada@" + new string('a', 64) + ".com", "\"ada\"@\"acme\"", "mailto:", "ada@%61cme.com",
    ];

    [Theory]
    [InlineData("ada@acme.com", "acme.com")]
    [InlineData(" ada@acme.com ", "acme.com")]
    [InlineData("Ada@ACME.Com", "acme.com")]
    [InlineData("ada@acme.com.", "acme.com")]
    [InlineData("ada+x@mail.acme.com", "mail.acme.com")]
    [InlineData("ada@bücher.example", "xn--bcher-kva.example")]
    [InlineData("ada@BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("ada@xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("ada@例え。jp", "xn--r8jz45g.jp")]
    [InlineData("ädä@acme.com", "acme.com")]
    public async Task An_address_leads_to_the_organization_that_has_verified_its_domain(string email, string domain)
    {
        await using var app = await StartAsync();
        app.WorkOs.OnOrganizations = (_, _) => Task.FromResult(OrganizationList.Of(("org_found", domain, "verified")));

        var url = await ChallengeAsync(app, email);

        Assert.True(url.GoesToWorkOs, url.FailureCode);
        Assert.Equal("org_found", url.Query("organization"));
        Assert.Equal(email.Trim(), url.Query("login_hint"));
        var lookup = Assert.Single(app.WorkOs.Requests);
        Assert.Equal($"https://api.workos.com/organizations?domains={domain}&limit=100", lookup.Url.AbsoluteUri);
        Assert.Equal("Bearer " + Secrets.ApiKey, lookup.Authorization);
    }

    [Theory]
    [MemberData(nameof(AbsurdAddresses))]
    public async Task An_absurd_address_is_an_unknown_organization_on_the_page_of_the_app(string email)
    {
        var app = shared.ForNextRow();

        var answer = await ChallengeAsync(app, email);

        Assert.Equal("/oops?error=organization_not_found&ReturnUrl=%2Fwelcome", answer.Location);
        Assert.Empty(app.WorkOs.Requests);
    }

    [Fact]
    public async Task A_form_on_the_page_for_failures_comes_back_to_that_page()
    {
        await using var app = await StartAsync(options => options.ErrorPath = "/challenge");
        app.Challenge = static () => new WorkOsChallengeProperties { Domain = "nowhere", RedirectUri = "/welcome" };

        var answer = await app.NewBrowser().PostAsync("/challenge");

        Assert.Equal("/challenge?error=organization_not_found&ReturnUrl=%2Fwelcome", answer.Location);
    }

    [Fact]
    public async Task An_address_of_10_KB_is_an_unknown_organization()
    {
        await using var app = await StartAsync();

        Assert.Equal("organization_not_found", (await ChallengeAsync(app, new string('a', 10_000) + "@acme.com")).FailureCode);
        Assert.Equal("organization_not_found", (await ChallengeAsync(app, "a@" + new string('a', 10_000) + ".com")).FailureCode);
        Assert.Empty(app.WorkOs.Requests);
    }

    [Theory]
    [InlineData("verified", true)]
    [InlineData("legacy_verified", true)]
    [InlineData("pending", false)]
    [InlineData("failed", false)]
    [InlineData("unverified", false)]
    [InlineData("VERIFIED", false)]
    [InlineData(null, false)]
    public async Task Only_a_verified_domain_counts(string? state, bool counts)
    {
        await using var app = await StartAsync();
        app.WorkOs.OnOrganizations = (_, _) => Task.FromResult(OrganizationList.Of(("org_found", "acme.com", state)));

        Assert.Equal(counts, (await ChallengeAsync(app)).GoesToWorkOs);
    }

    [Fact]
    public async Task An_organization_may_have_other_domains_that_are_not_verified()
    {
        await using var app = await StartAsync();
        app.WorkOs.OnOrganizations = static (_, _) => Task.FromResult(StubWorkOs.Json("""
            {"data":[{"id":"org_found","domains":[
              {"domain":"acme.example","state":"pending"},{"domain":"acme.com","state":"verified"},{"domain":"acme.net","state":"verified"}]}]}
            """));

        Assert.Equal("org_found", (await ChallengeAsync(app)).Query("organization"));
    }

    [Fact]
    public async Task A_verified_domain_other_than_the_one_asked_for_does_not_count()
    {
        await using var app = await StartAsync();
        app.WorkOs.OnOrganizations = static (_, _) => Task.FromResult(OrganizationList.Of(("org_found", "notacme.com", "verified")));

        Assert.Equal("organization_not_found", (await ChallengeAsync(app)).FailureCode);
    }

    [Fact]
    public async Task Two_organizations_with_one_domain_are_a_question_for_the_operator()
    {
        await using var app = await StartAsync();
        app.WorkOs.OnOrganizations = static (_, _) =>
            Task.FromResult(OrganizationList.Of(("org_a", "acme.com", "verified"), ("org_b", "acme.com", "verified")));

        Assert.Equal("ambiguous_connection_selector", (await ChallengeAsync(app)).FailureCode);
        Assert.Contains("Domains", Assert.Single(app.Logs.Failures).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme.com")]
    [InlineData("ACME.COM")]
    [InlineData("acme.com.")]
    public async Task A_domain_that_the_app_maps_is_not_asked_for(string key)
    {
        await using var app = await StartAsync(options => options.Domains[key] = "org_mapped");

        Assert.Equal("org_mapped", (await ChallengeAsync(app)).Query("organization"));
        Assert.Empty(app.WorkOs.Requests);
    }

    [Fact]
    public async Task Of_two_ways_to_write_a_domain_that_the_app_maps_the_last_counts()
    {
        await using var app = await StartAsync(options =>
        {
            options.Domains["acme.com"] = "org_first";
            options.Domains["ACME.com."] = "org_last";
        });

        Assert.Equal("org_last", (await ChallengeAsync(app)).Query("organization"));
    }

    [Fact]
    public async Task An_international_domain_that_the_app_maps_is_found_by_its_ASCII_form()
    {
        await using var app = await StartAsync(options => options.Domains["bücher.example"] = "org_mapped");

        Assert.Equal("org_mapped", (await ChallengeAsync(app, "ada@xn--bcher-kva.example")).Query("organization"));
    }

    [Fact]
    public async Task A_domain_may_be_sent_as_it_is()
    {
        await using var app = await StartAsync(options => options.DomainMode = WorkOsDomainMode.SendAsParameter);
        app.Challenge = static () => new WorkOsChallengeProperties { Domain = "ACME.com" };
        var browser = app.NewBrowser();
        var url = await browser.StartAsync("/challenge");

        Assert.Equal("acme.com", url.Query("domain"));
        Assert.Null(url.Query("organization"));
        await browser.ReturnAsync(url);
        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task An_app_answers_from_its_own_records()
    {
        await using var app = await StartAsync(services: services => services.AddSingleton<IWorkOsOrganizationResolver>(
            new OwnResolver((domain, scheme) => domain == "acme.com" && scheme == "WorkOS" ? "org_own" : null)));

        Assert.Equal("org_own", (await ChallengeAsync(app)).Query("organization"));
        Assert.Equal("organization_not_found", (await ChallengeAsync(app, "a@other.com")).FailureCode);
        Assert.Empty(app.WorkOs.Requests);
    }

    [Fact]
    public async Task A_resolver_of_the_app_that_throws_is_a_failed_lookup_with_its_exception_in_the_log()
    {
        await using var app = await StartAsync(services: services => services.AddSingleton<IWorkOsOrganizationResolver>(
            new OwnResolver(static (_, _) => throw new InvalidOperationException("The database is down."))));

        Assert.Equal("organization_lookup_failed", (await ChallengeAsync(app)).FailureCode);
        Assert.IsType<InvalidOperationException>(Assert.Single(app.Logs.Failures).Exception);
    }

    [Theory]
    [InlineData(true, 299, 1)]
    [InlineData(true, 300, 2)]
    [InlineData(false, 59, 1)]
    [InlineData(false, 60, 2)]
    public async Task An_answer_is_kept_for_five_minutes_and_a_miss_for_one(bool found, int seconds, int calls)
    {
        await using var app = await StartAsync();
        app.WorkOs.OnOrganizations = (_, _) => Task.FromResult(found ? OrganizationList.Of(("org_found", "acme.com", "verified")) : OrganizationList.Of());
        await ChallengeAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await ChallengeAsync(app, "grace@acme.com");

        Assert.Equal(calls, app.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task A_failed_lookup_is_not_kept()
    {
        await using var app = await StartAsync();
        app.WorkOs.OnOrganizations = static (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError);
        Assert.Equal("organization_lookup_failed", (await ChallengeAsync(app)).FailureCode);
        app.WorkOs.OnOrganizations = static (_, _) => Task.FromResult(OrganizationList.Of(("org_found", "acme.com", "verified")));

        Assert.Equal("org_found", (await ChallengeAsync(app)).Query("organization"));
    }

    [Fact]
    public async Task Identical_lookups_share_one_call_and_nobody_who_leaves_ends_it_for_the_others()
    {
        await using var app = await StartAsync();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        app.WorkOs.OnOrganizations = (_, _) => answer.Task;
        var resolver = app.Services.GetRequiredService<IWorkOsOrganizationResolver>();
        using var leaving = new CancellationTokenSource();

        var left = resolver.FindOrganizationAsync("acme.com", "WorkOS", leaving.Token).AsTask();
        var others = Enumerable.Range(0, 50).Select(_ => resolver.FindOrganizationAsync("acme.com", "WorkOS", CancellationToken.None).AsTask()).ToList();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        answer.SetResult(OrganizationList.Of(("org_found", "acme.com", "verified")));

        Assert.All(await Task.WhenAll(others), organization => Assert.Equal("org_found", organization));
        Assert.Single(app.WorkOs.Requests);
    }

    private static Task<TestApp> StartAsync(Action<WorkOsOptions>? options = null, Action<IServiceCollection>? services = null) =>
        TestApp.StartAsync(settings =>
        {
            settings.Options = o =>
            {
                o.Organization = null;
                options?.Invoke(o);
            };
            settings.Services = (collection, configure) =>
            {
                services?.Invoke(collection);
                collection.AddWorkOs(configure);
            };
        });

    private static Task<BrowserAnswer> ChallengeAsync(TestApp app, string email = "ada@acme.com")
    {
        app.Challenge = () =>
        {
            var properties = WorkOsChallengeProperties.ForEmail(email);
            properties.RedirectUri = "/welcome";
            return properties;
        };
        return app.NewBrowser().GetAsync("/challenge");
    }

    private sealed class OwnResolver(Func<string, string, string?> find) : IWorkOsOrganizationResolver
    {
        public ValueTask<string?> FindOrganizationAsync(WorkOsOrganizationContext context) => new(find(context.Domain, context.Scheme.Name));
    }

    public sealed class Shared() : SharedTestApp(static options =>
    {
        options.Organization = null;
        options.ErrorPath = "/oops";
    });
}
