namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class OrganizationsTests : SandboxTest
{
    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        base.Configure(builder);
        builder.AddOrganization("org_pending", "Pending").AddDomain("org_pending", "Pending.com", "pending");
    }

    [Theory]
    [InlineData("domains=acme.com", "org_acme")]
    [InlineData("domains=ACME.com", "org_acme")]
    [InlineData("domains=acme.com,pending.com", "org_acme org_pending")]
    [InlineData("domains=acme.com&domains=pending.com", "org_acme org_pending")]
    [InlineData("domains=sub.acme.com", "")]
    [InlineData("domains=nobody.com", "")]
    [InlineData("limit=2", "org_acme org_two")]
    [InlineData("limit=2&after=org_two", "org_off org_pending")]
    [InlineData("limit=2&before=org_off", "org_acme org_two")]
    [InlineData("limit=1&before=org_off", "org_two")]
    [InlineData("before=org_acme", "")]
    [InlineData("after=org_pending", "")]
    public async Task Organizations_are_found_by_their_domains(string query, string expected)
    {
        var (status, body) = await Caller.GetAsync("/organizations?order=asc&" + query, WorkOs.ApiKey);

        Assert.Equal((200, "list"), (status, (string?)body["object"]));
        Assert.Equal(expected, string.Join(' ', body["data"]!.AsArray().Select(organization => (string?)organization!["id"])));
    }

    [Theory]
    [InlineData("limit=4", null, null)]
    [InlineData("limit=2", null, "org_two")]
    [InlineData("limit=2&after=org_two", "org_off", null)]
    [InlineData("limit=1&after=org_acme", "org_two", "org_two")]
    [InlineData("limit=1&before=org_off", "org_two", "org_two")]
    [InlineData("limit=5&before=org_off", null, "org_two")]
    [InlineData("domains=acme.com,pending.com&limit=1", null, "org_acme")]
    [InlineData("domains=nobody.com", null, null)]
    public async Task A_page_says_how_to_go_on_in_both_directions(string query, string? before, string? after)
    {
        var (_, body) = await Caller.GetAsync("/organizations?order=asc&" + query, WorkOs.ApiKey);

        var metadata = body["list_metadata"]!.AsObject();
        Assert.Equal((before, after), ((string?)metadata["before"], (string?)metadata["after"]));
    }

    [Theory]
    [InlineData("", "org_pending org_off org_two org_acme")]
    [InlineData("order=desc", "org_pending org_off org_two org_acme")]
    [InlineData("order=asc", "org_acme org_two org_off org_pending")]
    [InlineData("order=desc&limit=2&after=org_off", "org_two org_acme")]
    [InlineData("order=desc&limit=1&before=org_two", "org_off")]
    [InlineData("order=normal&limit=2", "org_pending org_off")]
    [InlineData("order=normal&limit=2&before=org_off", "org_two org_acme")]
    [InlineData("order=normal&limit=1&after=org_two", "org_off")]
    [InlineData("search=connections", "org_two")]
    public async Task The_newest_organization_comes_first_unless_the_oldest_is_asked_for(string query, string expected)
    {
        var (status, body) = await Caller.GetAsync("/organizations?" + query, WorkOs.ApiKey);

        Assert.Equal(200, status);
        Assert.Equal(expected, string.Join(' ', body["data"]!.AsArray().Select(organization => (string?)organization!["id"])));
    }

    [Fact]
    public async Task The_cursors_of_the_normal_order_are_the_other_way_round()
    {
        var (_, body) = await Caller.GetAsync("/organizations?order=normal&limit=1&before=org_off", WorkOs.ApiKey);

        Assert.Equal(("org_two", "org_two"), ((string?)body["list_metadata"]!["before"], (string?)body["list_metadata"]!["after"]));
        Assert.Equal(422, (await Caller.GetAsync("/organizations?order=random", WorkOs.ApiKey)).Status);
    }

    [Fact]
    public async Task A_page_has_ten_organizations_unless_it_is_asked_for_more()
    {
        await using var sandbox = await WorkOsSandbox.StartAsync(builder =>
        {
            for (var i = 0; i < 30; i++)
            {
                builder.AddOrganization($"org_{i}", $"Organization {i}", "shared.com");
            }
        });
        using var caller = new SandboxCaller(sandbox);

        Assert.Equal(10, (await caller.GetAsync("/organizations?domains=shared.com", sandbox.ApiKey)).Body["data"]!.AsArray().Count);
        Assert.Equal(30, (await caller.GetAsync("/organizations?domains=shared.com&limit=100", sandbox.ApiKey)).Body["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_domain_comes_with_its_state()
    {
        var (_, body) = await Caller.GetAsync("/organizations?domains=pending.com", WorkOs.ApiKey);

        var domain = body["data"]![0]!["domains"]![0]!;
        Assert.Equal(("pending.com", "pending", "org_pending"), ((string?)domain["domain"], (string?)domain["state"], (string?)domain["organization_id"]));
    }

    [Theory]
    [InlineData("/organizations")]
    [InlineData("/organizations?domains=acme.com")]
    public async Task Without_the_api_key_nothing_is_told(string path)
    {
        Assert.Equal(401, (await Caller.GetAsync(path)).Status);
        Assert.Equal(401, (await Caller.GetAsync(path, "sk_test_other")).Status);
        Assert.Equal(401, (await Caller.GetAsync(path, WorkOs.ClientId)).Status);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("many")]
    public async Task An_impossible_limit_is_refused(string limit)
    {
        Assert.Equal(422, (await Caller.GetAsync("/organizations?limit=" + limit, WorkOs.ApiKey)).Status);
    }
}
