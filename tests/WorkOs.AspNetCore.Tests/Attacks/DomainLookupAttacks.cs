using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Somebody lists a domain that is not theirs, or types domains without end.</summary>
[Trait("Room", "Api")]
[Trait("Room", "Sso")]
public sealed class DomainLookupAttacks
{
    private static readonly (string Id, string Domain, string? State) Owner = ("org_owner", "acme.com", "verified");

    /// <summary>What may stand in <c>list_metadata</c> that names no next page.</summary>
    public static TheoryData<string> StrangeCursors =>
    [
        """{"after":5}""", """{"after":true}""", """{"after":{}}""", """{"after":["org_1"]}""", """{"after":""}""", """{"after":" "}""",
        """{"after":"org_1&domains=evil.com"}""", """{"after":"org 1"}""", """{"after":"org_1\r\n"}""", """{"after":"örg_1"}""",
        $$"""{"after":"{{new string('o', 257)}}"}""",
    ];

    /// <summary>What WorkOS says where there is no next page.</summary>
    public static TheoryData<string> Ends => ["null", "{}", """{"after":null}""", """{"before":"org_1","after":null}"""];

    [Theory]
    [InlineData(10)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(250)]
    [InlineData(999)]
    public async Task Organizations_that_only_list_a_domain_do_not_hide_the_one_that_has_verified_it(int pretenders)
    {
        await using var app = await StartAsync([.. Pretenders(pretenders), Owner]);

        Assert.Equal("org_owner", (await ChallengeAsync(app)).Query("organization"));
        Assert.Equal((pretenders / 100) + 1, app.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task At_the_sandbox_the_eleventh_organization_with_a_domain_is_found_too()
    {
        await using var sandbox = await WorkOsSandbox.StartAsync(builder =>
        {
            for (var i = 0; i < 250; i++)
            {
                var id = Name("org_pretender", i);
                builder.AddOrganization(id, id).AddDomain(id, "acme.com", "pending");
            }

            builder.AddOrganization("org_owner", "Acme", "acme.com");
        });
        await using var app = await TestApp.StartAsync(options =>
        {
            options.Organization = null;
            options.BaseAddress = sandbox.BaseAddress;
            options.ApiKey = sandbox.ApiKey;
            options.BackchannelHttpHandler = null;
        });

        Assert.Equal("org_owner", await FindAsync(app, "acme.com"));
    }

    [Fact]
    public async Task A_second_owner_on_a_later_page_is_seen()
    {
        await using var app = await StartAsync([("org_thief", "acme.com", "verified"), .. Pretenders(150), Owner]);

        Assert.Equal("ambiguous_connection_selector", (await ChallengeAsync(app)).FailureCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Beyond_a_thousand_organizations_nobody_is_taken_for_the_owner(bool isOneInSight)
    {
        (string, string, string?)[] first = isOneInSight ? [("org_thief", "acme.com", "verified")] : [];
        await using var app = await StartAsync([.. first, .. Pretenders(1000), Owner]);

        Assert.Equal("organization_lookup_failed", (await ChallengeAsync(app)).FailureCode);
        Assert.Equal("organization_lookup_failed", (await ChallengeAsync(app)).FailureCode);
        Assert.Equal(10, app.WorkOs.Requests.Count);
        Assert.Single(app.Logs.Named("OrganizationsUnread"));
        AssertNothingAboveWarning(app);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChallengeAsync(app);
        Assert.Equal(20, app.WorkOs.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(StrangeCursors))]
    public async Task A_list_that_goes_on_without_saying_how_names_no_owner(string metadata)
    {
        await using var app = await StartAsync([]);
        app.WorkOs.OnOrganizations = (_, _) => Task.FromResult(OrganizationList.WithMetadata(metadata, Owner));

        Assert.Equal("organization_lookup_failed", (await ChallengeAsync(app)).FailureCode);
        Assert.Single(app.WorkOs.Requests);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_list_that_does_not_go_on_names_the_owner(string metadata)
    {
        await using var app = await StartAsync([]);
        app.WorkOs.OnOrganizations = (_, _) => Task.FromResult(OrganizationList.WithMetadata(metadata, Owner));

        Assert.Equal("org_owner", (await ChallengeAsync(app)).Query("organization"));
    }

    [Theory]
    [InlineData("""{"after":"org_1"}""", """{"after":"org_1"}""")]
    [InlineData("""{"after":"org_1"}""", """{"after":"org_2"}""")]
    public async Task A_list_that_leads_back_to_where_it_was_is_left(string odd, string even)
    {
        await using var app = await StartAsync([]);
        app.WorkOs.OnOrganizations = (_, _) =>
            Task.FromResult(OrganizationList.WithMetadata(app.WorkOs.Requests.Count % 2 == 1 ? odd : even, Owner));

        Assert.Equal("organization_lookup_failed", (await ChallengeAsync(app)).FailureCode);
        Assert.InRange(app.WorkOs.Requests.Count, 2, 3);
    }

    [Fact]
    public async Task An_answer_that_names_two_owners_is_remembered_too()
    {
        await using var app = await StartAsync([Owner, ("org_other", "acme.com", "legacy_verified")]);

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("ambiguous_connection_selector", (await ChallengeAsync(app)).FailureCode);
        }

        Assert.Single(app.WorkOs.Requests);
        AssertNothingAboveWarning(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChallengeAsync(app);
        Assert.Equal(2, app.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task A_thousand_invented_domains_cost_a_bounded_number_of_calls_a_minute()
    {
        await using var app = await StartAsync([Owner], options => options.Domains["mapped.com"] = "org_mapped");
        Assert.Equal("org_owner", (await ChallengeAsync(app)).Query("organization"));

        for (var i = 0; i < 1000; i++)
        {
            var expected = i < WorkOsOrganizationResolver.CallsPerMinute - 1 ? "organization_not_found" : "organization_lookup_failed";
            Assert.Equal(expected, (await ChallengeAsync(app, Name("a@invented", i) + ".com")).FailureCode);
        }

        Assert.Equal(WorkOsOrganizationResolver.CallsPerMinute, app.WorkOs.Requests.Count);
        AssertNothingAboveWarning(app);
        Assert.Equal("org_owner", (await ChallengeAsync(app)).Query("organization"));
        Assert.Equal("org_mapped", (await ChallengeAsync(app, "ada@mapped.com")).Query("organization"));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("organization_not_found", (await ChallengeAsync(app, "ada@later.com")).FailureCode);
    }

    [Fact]
    public async Task Later_pages_count_as_calls_too()
    {
        await using var app = await StartAsync([]);
        app.WorkOs.OnOrganizations = static (request, _) => Task.FromResult(OrganizationList.PageOf(request, [.. Pretenders(1001)]));

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("organization_lookup_failed", (await ChallengeAsync(app, Name("a@invented", i) + ".com")).FailureCode);
        }

        Assert.Equal(WorkOsOrganizationResolver.CallsPerMinute, app.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task A_lookup_that_has_used_up_the_calls_of_a_minute_ends_between_two_pages()
    {
        await using var app = await StartAsync([Owner]);
        Assert.Equal("org_owner", (await ChallengeAsync(app)).Query("organization"));
        app.WorkOs.OnOrganizations = static (request, _) => Task.FromResult(OrganizationList.PageOf(request, [.. Pretenders(1001)]));

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("organization_lookup_failed", (await ChallengeAsync(app, Name("a@invented", i) + ".com")).FailureCode);
        }

        Assert.Equal(WorkOsOrganizationResolver.CallsPerMinute, app.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task A_scheme_that_was_asked_too_much_costs_another_nothing()
    {
        var workOs = new StubWorkOs();
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.WorkOs = workOs;
            settings.Services = (services, configure) =>
            {
                services.AddWorkOs(configure).AddWorkOs("Other", options =>
                {
                    configure(options);
                    options.CallbackPath = "/signin-other";
                });
            };
        });
        for (var i = 0; i < 200; i++)
        {
            await Record.ExceptionAsync(() => FindAsync(app, Name("invented", i) + ".com"));
        }

        Assert.Null(await app.Services.GetRequiredService<IWorkOsOrganizationResolver>().FindOrganizationAsync("acme.com", "Other", CancellationToken.None));
        Assert.Equal(WorkOsOrganizationResolver.CallsPerMinute + 1, workOs.Requests.Count);
    }

    [Fact]
    public async Task Eight_lookups_go_out_at_a_time_and_the_others_wait_for_their_turn()
    {
        await using var app = await StartAsync([]);
        var (underWay, most) = (0, 0);
        using var turns = new SemaphoreSlim(0);
        app.WorkOs.OnOrganizations = async (request, _) =>
        {
            var now = Interlocked.Increment(ref underWay);
            InterlockedMax(ref most, now);
            await turns.WaitAsync(CancellationToken.None);
            Interlocked.Decrement(ref underWay);
            return OrganizationList.Of(("org_found", request.QueryValue("domains")!, "verified"));
        };

        var lookups = Enumerable.Range(0, 100).Select(i => FindAsync(app, Name("d", i) + ".com")).ToList();
        await WaitUntil(() => Volatile.Read(ref underWay) == WorkOsOrganizationResolver.CallsAtOnce);
        turns.Release(100);

        Assert.All(await Task.WhenAll(lookups), organization => Assert.Equal("org_found", organization));
        Assert.Equal(WorkOsOrganizationResolver.CallsAtOnce, most);
    }

    [Fact]
    public async Task A_lookup_that_waits_too_long_for_its_turn_is_not_made()
    {
        await using var app = await StartAsync([]);
        var hanging = new TaskCompletionSource();
        app.WorkOs.OnOrganizations = async (_, _) =>
        {
            await hanging.Task;
            return OrganizationList.Of();
        };
        var first = Enumerable.Range(0, WorkOsOrganizationResolver.CallsAtOnce).Select(i => FindAsync(app, Name("d", i) + ".com")).ToList();
        await WaitUntil(() => app.WorkOs.Requests.Count == WorkOsOrganizationResolver.CallsAtOnce);

        var late = FindAsync(app, "late.com");
        await WaitUntil(() =>
        {
            app.Clock.Advance(app.OptionsOf().BackchannelTimeout);
            return late.IsCompleted;
        });

        var failure = await Assert.ThrowsAsync<WorkOsAuthenticationException>(() => late);
        Assert.Equal("organization_lookup_failed", failure.Code);
        Assert.Equal(WorkOsOrganizationResolver.CallsAtOnce, app.WorkOs.Requests.Count);
        hanging.SetResult();
        Assert.All(await Task.WhenAll(first), Assert.Null);
    }

    [Fact]
    public async Task Ten_thousand_configured_domains_cost_an_anonymous_lookup_no_more_than_one()
    {
        await using var app = await StartAsync([], options =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                options.Domains[Name("customer", i) + ".com"] = Name("org_", i);
            }
        });
        Assert.Equal("org_9999", await FindAsync(app, "customer9999.com"));
        var resolver = app.Services.GetRequiredService<IWorkOsOrganizationResolver>();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = resolver.FindOrganizationAsync("customer5000.com", "WorkOS", CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // To normalize each of them takes more than a megabyte.
        Assert.Equal("org_5000", await found);
        Assert.InRange(allocated, 0, 4096);
    }

    private static IEnumerable<(string Id, string Domain, string? State)> Pretenders(int count) =>
        Enumerable.Range(0, count).Select(i => (Name("org_pretender", i), "acme.com", (string?)(i % 2 == 0 ? "pending" : "failed")));

    private static string Name(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    private static void AssertNothingAboveWarning(TestApp app) => Assert.DoesNotContain(app.Logs.Ours, line => line.Level > LogLevel.Warning);

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private static async Task WaitUntil(Func<bool> condition)
    {
        for (var i = 0; i < 1_000_000 && !condition(); i++)
        {
            await Task.Yield();
        }

        Assert.True(condition());
    }

    private static Task<TestApp> StartAsync((string Id, string Domain, string? State)[] organizations, Action<WorkOsOptions>? configure = null)
    {
        var workOs = new StubWorkOs
        {
            OnOrganizations = (request, _) => Task.FromResult(OrganizationList.PageOf(
                request, [.. organizations.Where(organization => organization.Domain == request.QueryValue("domains"))])),
        };
        return TestApp.StartAsync(settings =>
        {
            settings.WorkOs = workOs;
            settings.Options = options =>
            {
                options.Organization = null;
                configure?.Invoke(options);
            };
        });
    }

    private static Task<string?> FindAsync(TestApp app, string domain) =>
        app.Services.GetRequiredService<IWorkOsOrganizationResolver>().FindOrganizationAsync(domain, "WorkOS", CancellationToken.None).AsTask();

    private static Task<BrowserAnswer> ChallengeAsync(TestApp app, string email = "ada@acme.com")
    {
        app.Challenge = () => WorkOsChallengeProperties.ForEmail(email);
        return app.NewBrowser().GetAsync("/challenge");
    }
}
