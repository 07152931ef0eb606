using System.Security.Claims;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Bearer.ApiKeys;

/// <summary>The scheme against a sandbox: real keys of customers, over a real connection.</summary>
[Trait("Room", "Bearer")]
public sealed class ApiKeySandboxTests : IAsyncLifetime
{
    private WorkOsSandbox _sandbox = null!;
    private ApiKeyApi _api = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await WorkOsSandbox.StartAsync(builder =>
        {
            builder.TimeProvider = new FakeClock();
            builder.AuthKit.WebhookSecret = ApiKeyApi.WebhookSecret;
            builder.AddOrganization("org_acme", "Acme", "acme.com").AddPerson("org_acme", "ada@acme.com");
        });
        _api = await ApiKeyApi.StartAsync(options =>
        {
            options.BackchannelHttpHandler = null;
            options.BaseAddress = _sandbox.BaseAddress;
            options.ApiKey = _sandbox.ApiKey;
        });
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_key_of_an_organization_is_accepted_with_one_call()
    {
        var key = _sandbox.ApiKeys.Create("org_acme", "posts:write");

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _api.SendKeyAsync(key.Value, "/permission")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(1, _sandbox.CountOf(WorkOsSandboxEndpoints.ApiKeyValidations));
    }

    [Fact]
    public async Task A_key_of_a_user_names_the_user()
    {
        var ada = _sandbox.People.Single();
        var key = _sandbox.ApiKeys.Create("org_acme", options => options.UserId = ada.UserId);

        var answer = await _api.SendKeyAsync(key.Value, "/organization");

        Assert.Equal(200, answer.Status);
        Assert.Contains($"{ClaimTypes.NameIdentifier}={ada.UserId}", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_revoked_is_refused_when_its_time_has_passed_or_WorkOS_says_so()
    {
        var first = _sandbox.ApiKeys.Create("org_acme");
        var second = _sandbox.ApiKeys.Create("org_acme");
        Assert.Equal(200, (await _api.SendKeyAsync(first.Value)).Status);
        Assert.Equal(200, (await _api.SendKeyAsync(second.Value)).Status);
        _sandbox.ApiKeys.RevokeSilently(first.Id);
        _sandbox.ApiKeys.RevokeSilently(second.Id);
        var webhook = _sandbox.AuthKit.CreateSignedWebhook(WorkOsSandboxWebhookEvents.ApiKeyRevoked, new() { ["id"] = second.Id });

        Assert.Equal(200, await _api.CallWebhookAsync(webhook));
        Assert.Equal(401, (await _api.SendKeyAsync(second.Value)).Status);
        Assert.Equal(200, (await _api.SendKeyAsync(first.Value)).Status);

        _api.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(401, (await _api.SendKeyAsync(first.Value)).Status);
    }

    [Fact]
    public async Task An_outage_is_503_and_ends_with_it()
    {
        var key = _sandbox.ApiKeys.Create("org_acme");
        _sandbox.FailNext(WorkOsSandboxEndpoints.ApiKeyValidations, new WorkOsSandboxFault { Abort = true });
        Assert.Equal(503, (await _api.SendKeyAsync(key.Value)).Status);

        _api.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(200, (await _api.SendKeyAsync(key.Value)).Status);
    }

    [Fact]
    public async Task The_key_of_another_environment_is_refused()
    {
        await using var other = await WorkOsSandbox.StartAsync(builder => builder.AddOrganization("org_acme", "Acme"));

        Assert.Equal(401, (await _api.SendKeyAsync(other.ApiKeys.Create("org_acme").Value)).Status);
    }
}
