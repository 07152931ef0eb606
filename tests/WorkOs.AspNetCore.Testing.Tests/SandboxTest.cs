using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>A sandbox for each test, with connections in every state.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    protected WorkOsSandbox WorkOs { get; private set; } = null!;

    private protected SandboxCaller Caller { get; private set; } = null!;

    protected FakeClock Clock { get; } = new(new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));

    public async Task InitializeAsync()
    {
        WorkOs = await WorkOsSandbox.StartAsync(Configure);
        Caller = new(WorkOs);
    }

    public virtual async Task DisposeAsync()
    {
        Caller.Dispose();
        await WorkOs.DisposeAsync();
    }

    protected virtual void Configure(WorkOsSandboxBuilder builder)
    {
        builder.TimeProvider = Clock;
        builder
            .AddOrganization("org_acme", "Acme", "acme.com")
            .AddPerson("org_acme", "ada@acme.com", person => person.WithName("Ada", "Lovelace").AddRoles("admin").AddGroups("Engineering", "Leadership").AddCustomAttribute("department_name", "R&D"))
            .AddPerson("org_acme", "grace@acme.com", person => person.WithName("Grace", "Hopper"))
            .AddPerson("org_acme", "guest@elsewhere.com")
            .AddOrganization("org_two", "Two connections")
            .AddConnection("conn_two_a", "org_two", "OktaSAML")
            .AddConnection("conn_two_b", "org_two", "GenericOIDC")
            .AddPerson("org_two", "b@two.com", person => person.WithConnection("conn_two_b"))
            .AddOrganization("org_off", "Switched off")
            .AddConnection("conn_off", "org_off", state: "inactive")
            .AddConnection("conn_slack_1", type: "SlackOAuth")
            .AddConnection("conn_slack_2", type: "SlackOAuth");
    }
}
