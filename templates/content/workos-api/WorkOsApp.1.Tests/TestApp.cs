using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using WorkOs.AspNetCore.Testing;

namespace WorkOsApp._1.Tests;

/// <summary>The API, hosted in the test process, with a WorkOS sandbox that contains the users of the tests.</summary>
internal sealed class TestApp(WorkOsSandbox workos) : WebApplicationFactory<Program>
{
    public static async Task<TestApp> StartAsync() => new(await WorkOsSandbox.StartAsync(sandbox => sandbox
        .AddOrganization("org_acme", "Acme", "acme.com")
        .AddPerson("org_acme", "ada@acme.com", person => person.WithName("Ada", "Lovelace").AddRoles("admin"))
        .AddPerson("org_acme", "grace@acme.com", person => person.WithName("Grace", "Hopper").AddRoles("member"))));

    /// <summary>A client that sends an access token of a user.</summary>
    public HttpClient CreateClientFor(string email)
    {
        var client = CreateClient();
        var token = workos.AuthKit.CreateAccessToken(workos.People.Single(person => person.Email == email));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await workos.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting("WORKOS_CLIENT_ID", workos.ClientId)
        .UseSetting("WORKOS_BASE_ADDRESS", workos.BaseAddress.AbsoluteUri);
}
