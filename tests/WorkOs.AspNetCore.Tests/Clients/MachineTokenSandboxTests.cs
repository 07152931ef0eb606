using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Clients;

/// <summary>Tokens of a machine from a sandbox's AuthKit domain, over a real connection.</summary>
[Trait("Room", "Clients")]
public sealed class MachineTokenSandboxTests
{
    [Fact]
    public async Task The_domain_is_discovered_and_its_token_is_used_until_its_own_end()
    {
        var clock = new FakeClock();
        await using var sandbox = await WorkOsSandbox.StartAsync(builder =>
        {
            builder.TimeProvider = clock;
            builder.AddOrganization("org_acme", "Acme");
            builder.AddConnectApplication(application =>
            {
                application.ClientId = "client_machine";
                application.ClientSecret = MachineApp.Secret;
                application.IsMachine = true;
                application.OrganizationId = "org_acme";
                application.Scopes.Add("posts:read");
            });
        });
        await using var app = new MachineApp(
            options =>
            {
                options.AuthKitDomain = new Uri(sandbox.AuthKitDomain);
                options.ClientId = "client_machine";
                options.BackchannelHttpHandler = null;
                options.Scope.Add("posts:read");
            },
            (services, _) => services.AddSingleton<TimeProvider>(clock));

        using var client = app.NewClient();
        var first = await client.GetStringAsync(new Uri("all", UriKind.Relative));
        Assert.Equal(first, await client.GetStringAsync(new Uri("all", UriKind.Relative)));
        Assert.StartsWith("Bearer ey", first, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromHours(1));
        Assert.NotEqual(first, await client.GetStringAsync(new Uri("all", UriKind.Relative)));
    }

    [Fact]
    public async Task A_wrong_secret_is_an_exception_with_the_code_of_WorkOS()
    {
        await using var sandbox = await WorkOsSandbox.StartAsync(builder => builder
            .AddOrganization("org_acme", "Acme")
            .AddConnectApplication(application =>
            {
                application.ClientId = "client_machine";
                application.IsMachine = true;
                application.OrganizationId = "org_acme";
            }));
        await using var app = new MachineApp(options =>
        {
            options.AuthKitDomain = new Uri(sandbox.AuthKitDomain);
            options.ClientId = "client_machine";
            options.BackchannelHttpHandler = null;
        });

        var exception = await Assert.ThrowsAsync<WorkOsMachineTokenException>(() => app.CallAsync());

        Assert.Equal("invalid_client", exception.WorkOsErrorCode);
        Assert.False(exception.IsTransient);
    }
}
