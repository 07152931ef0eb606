using System.Security.Claims;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>The scheme against a sandbox: real tokens, real keys, a real connection.</summary>
[Trait("Room", "Bearer")]
public sealed class BearerSandboxTests : IAsyncLifetime
{
    private WorkOsSandbox _sandbox = null!;
    private BearerApi _api = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await WorkOsSandbox.StartAsync(Seed);
        _api = await BearerApi.StartAsync(Use);
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_token_of_a_session_is_accepted_with_its_organization_role_and_permissions()
    {
        var answer = await _api.SendTokenAsync(Token());

        Assert.Equal(200, answer.Status);
        var claims = answer.Body.Split('\n');
        Assert.Contains("org_id=org_acme", claims);
        Assert.Contains($"{ClaimTypes.Role}=admin", claims);
        Assert.Contains("permissions=posts:write", claims);
        Assert.Contains($"{ClaimTypes.NameIdentifier}={_sandbox.People.Single().UserId}", claims);
    }

    [Fact]
    public async Task A_key_rotation_refuses_nobody_and_costs_one_fetch()
    {
        var before = Token();
        Assert.Equal(200, (await _api.SendTokenAsync(before)).Status);
        _sandbox.AuthKit.RotateSigningKey();
        var after = Token();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => _api.SendTokenAsync(i % 2 == 0 ? before : after)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(2, _sandbox.CountOf(WorkOsSandboxEndpoints.JsonWebKeySets + _sandbox.ClientId));
    }

    [Fact]
    public async Task A_token_whose_key_was_withdrawn_is_refused_once_that_is_known()
    {
        var before = Token();
        Assert.Equal(200, (await _api.SendTokenAsync(before)).Status);
        _sandbox.AuthKit.RotateSigningKey(keepPrevious: false);

        Assert.Equal(200, (await _api.SendTokenAsync(Token())).Status);

        Assert.Equal(401, (await _api.SendTokenAsync(before)).Status);
    }

    [Fact]
    public async Task Keys_that_rotate_hour_by_hour_refuse_nobody_where_the_api_shares_the_clock()
    {
        await using var api = await BearerApi.StartAsync(Use, time: _sandbox.TimeProvider);
        for (var hour = 0; hour < 3; hour++)
        {
            Assert.Equal(200, (await api.SendTokenAsync(Token())).Status);
            _sandbox.AuthKit.RotateSigningKey();
            _sandbox.AdvanceTime(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task A_token_of_another_environment_is_refused()
    {
        await using var other = await WorkOsSandbox.StartAsync(Seed);

        Assert.Equal(401, (await _api.SendTokenAsync(other.AuthKit.CreateAccessToken(other.People.Single()))).Status);
    }

    [Fact]
    public async Task A_token_expires()
    {
        var token = Token();
        Assert.Equal(200, (await _api.SendTokenAsync(token)).Status);

        _api.Clock.Advance(TimeSpan.FromSeconds(330));

        Assert.Equal(401, (await _api.SendTokenAsync(token)).Status);
    }

    private void Use(WorkOsBearerOptions options)
    {
        options.BackchannelHttpHandler = null;
        options.BaseAddress = _sandbox.BaseAddress;
        options.ClientId = _sandbox.ClientId;
    }

    private static void Seed(WorkOsSandboxBuilder builder)
    {
        builder.TimeProvider = new FakeClock();
        builder.AddOrganization("org_acme", "Acme", "acme.com");
        builder.AddPerson("org_acme", "ada@acme.com", person => person.AddRoles("admin").AddPermissions("posts:write"));
    }

    private string Token() => _sandbox.AuthKit.CreateAccessToken(_sandbox.People.Single());
}
