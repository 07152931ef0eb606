namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class SandboxLifetimeTests
{
    [Fact]
    public async Task Without_configuration_two_organizations_have_people_who_can_sign_in()
    {
        await using var workos = await WorkOsSandbox.StartAsync();
        using var caller = new SandboxCaller(workos);

        foreach (var person in workos.People)
        {
            var code = await caller.SsoCodeAsync(person.Email, ("organization", person.OrganizationId));
            var profile = (await caller.RedeemAsync(code)).Body["profile"]!;
            Assert.Equal(person.ProfileId, (string?)profile["id"]);
        }

        Assert.Equal(["org_acme", "org_globex"], workos.People.Select(person => person.OrganizationId).Distinct());
    }

    [Fact]
    public async Task Sandboxes_do_not_know_each_other()
    {
        await using var one = await WorkOsSandbox.StartAsync();
        await using var two = await WorkOsSandbox.StartAsync();
        using var first = new SandboxCaller(one);
        using var second = new SandboxCaller(two);
        var code = await first.SsoCodeAsync();

        var elsewhere = await second.RedeemAsync(code);

        Assert.NotEqual(one.BaseAddress, two.BaseAddress);
        Assert.NotEqual(one.ApiKey, two.ApiKey);
        Assert.Equal("invalid_grant", (string?)elsewhere.Body["error"]);
        Assert.Equal(200, (await first.RedeemAsync(code)).Status);
        Assert.Equal(0, two.CountOf("/sso/authorize"));
    }

    [Fact]
    public async Task Sandboxes_that_live_at_the_same_time_have_keys_of_their_own_also_where_a_key_is_used_again()
    {
        await using (var ended = await WorkOsSandbox.StartAsync())
        {
            await KeyOfAsync(ended);
        }

        await using var one = await WorkOsSandbox.StartAsync();
        await using var two = await WorkOsSandbox.StartAsync();

        Assert.NotEqual(await KeyOfAsync(one), await KeyOfAsync(two));
    }

    [Fact]
    public async Task The_same_person_has_the_same_ids_in_every_run()
    {
        await using var one = await WorkOsSandbox.StartAsync();
        await using var two = await WorkOsSandbox.StartAsync();

        Assert.Equal(one.People.Select(person => (person.ProfileId, person.UserId)), two.People.Select(person => (person.ProfileId, person.UserId)));
    }

    [Fact]
    public async Task A_port_that_is_taken_fails_the_start()
    {
        await using var workos = await WorkOsSandbox.StartAsync();

        await Assert.ThrowsAsync<IOException>(() => WorkOsSandbox.StartAsync(s => s.Port = workos.BaseAddress.Port));
    }

    [Fact]
    public async Task A_stopped_sandbox_answers_nobody_even_with_a_call_open()
    {
        var workos = await WorkOsSandbox.StartAsync();
        using var caller = new SandboxCaller(workos);
        workos.FailNext(WorkOsSandboxEndpoints.SsoProfile, new WorkOsSandboxFault { Until = new TaskCompletionSource().Task });
        var open = caller.Client.GetAsync("/sso/profile");
        while (workos.Requests.Count == 0)
        {
            await Task.Yield();
        }

        await workos.DisposeAsync();
        await workos.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => open);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.Client.GetAsync("/sso/profile"));
    }

    public static TheoryData<string, Action<WorkOsSandboxBuilder>> Misfits() => new()
    {
        { "organization twice", s => s.AddOrganization("org_a", "A").AddOrganization("org_a", "A") },
        { "connection twice", s => s.AddConnection("conn_a").AddConnection("conn_a") },
        { "connection of nobody", s => s.AddConnection("conn_a", "org_nobody") },
        { "person of nobody", s => s.AddPerson("org_nobody", "a@a.com") },
        { "person at no connection", s => s.AddPerson(null, "a@a.com", person => person.WithConnection("conn_nobody")) },
        { "person twice", s => s.AddOrganization("org_a", "A").AddPerson("org_a", "a@a.com").AddPerson("org_a", "A@a.com") },
        { "person at another organization's connection", s => s.AddOrganization("org_a", "A").AddConnection("conn_b").AddPerson("org_a", "a@a.com", person => person.WithConnection("conn_b")) },
        { "person without a domain", s => s.AddOrganization("org_a", "A").AddPerson("org_a", "a@") },
        { "person at a connection without an id", s => s.AddPerson(null, "a@a.com", person => person.WithConnection("")) },
        { "person without an id at the identity provider", s => s.AddPerson(null, "a@a.com", person => person.WithIdpId("")) },
        { "attribute without a name", s => s.AddPerson(null, "a@a.com", person => person.AddCustomAttribute("", 1)) },
        { "domain of nobody", s => s.AddDomain("org_nobody", "a.com") },
        { "default connection taken", s => s.AddConnection("conn_a").AddOrganization("org_a", "A") },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task What_does_not_fit_together_is_refused_at_the_start(string what, Action<WorkOsSandboxBuilder> configure)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => WorkOsSandbox.StartAsync(configure));

        Assert.True(refusal is ArgumentException or InvalidOperationException, what);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000_000)]
    [InlineData(1_000_000_000)]
    public async Task Time_that_is_moved_has_passed_by_dates_and_by_timestamps(long timestampFrequency)
    {
        await using var workos = await WorkOsSandbox.StartAsync(sandbox => sandbox.TimeProvider = new StoppedClock(timestampFrequency));
        var time = workos.TimeProvider;
        var (date, timestamp) = (time.GetUtcNow(), time.GetTimestamp());

        workos.AdvanceTime(TimeSpan.FromDays(30));

        Assert.Equal(TimeSpan.FromDays(30), time.GetUtcNow() - date);
        Assert.Equal(TimeSpan.FromDays(30), time.GetElapsedTime(timestamp));
    }

    private sealed class StoppedClock(long timestampFrequency) : TimeProvider
    {
        public override long TimestampFrequency => timestampFrequency;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;

        public override long GetTimestamp() => 0;
    }

    private static async Task<string?> KeyOfAsync(WorkOsSandbox workos)
    {
        using var caller = new SandboxCaller(workos);
        return (string?)(await caller.GetAsync("/sso/jwks/" + workos.ClientId)).Body["keys"]![0]!["n"];
    }
}
