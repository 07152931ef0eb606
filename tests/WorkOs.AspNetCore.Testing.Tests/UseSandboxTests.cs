using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>An app that has a sandbox in its own process by one line.</summary>
public sealed class UseSandboxTests
{
    [Fact]
    public async Task An_app_without_keys_is_configured_for_the_sandbox_in_Development()
    {
        var builder = Builder("Development");

        await using var workos = await builder.UseWorkOsSandboxAsync();

        Assert.NotNull(workos);
        Assert.Equal(workos.ClientId, builder.Configuration["WORKOS_CLIENT_ID"]);
        Assert.Equal(workos.ApiKey, builder.Configuration["WORKOS_API_KEY"]);
        Assert.Equal(workos.BaseAddress.AbsoluteUri, builder.Configuration["WORKOS_BASE_ADDRESS"]);
        Assert.All(["WorkOS", "WorkOS.AuthKit", "WorkOS.Bearer", "WorkOS.ApiKey"], scheme =>
            Assert.Equal(workos.BaseAddress.AbsoluteUri, builder.Configuration[$"Authentication:Schemes:{scheme}:BaseAddress"]));
        Assert.Contains(workos.People, person => person.Email == "ada@acme.com");
    }

    [Theory]
    [InlineData("WORKOS_CLIENT_ID")]
    [InlineData("WORKOS_API_KEY")]
    [InlineData("Authentication:Schemes:WorkOS:ClientId")]
    [InlineData("Authentication:Schemes:WorkOS:ClientSecret")]
    [InlineData("Authentication:Schemes:WorkOS.AuthKit.Staging:ApiKey")]
    public async Task An_app_with_a_key_is_left_alone(string key)
    {
        var builder = Builder("Development", (key, "value"));

        Assert.Null(await builder.UseWorkOsSandboxAsync());
        Assert.Null(builder.Configuration["Authentication:Schemes:WorkOS:BaseAddress"]);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task An_app_outside_of_Development_is_left_alone(string environment) =>
        Assert.Null(await Builder(environment).UseWorkOsSandboxAsync());

    [Fact]
    public async Task Keys_that_are_empty_and_schemes_of_others_do_not_count()
    {
        await using var workos = await Builder(
            "Development", ("WORKOS_API_KEY", " "), ("Authentication:Schemes:Google:ClientId", "value")).UseWorkOsSandboxAsync();

        Assert.NotNull(workos);
    }

    [Fact]
    public async Task The_sandbox_has_what_is_added_instead_of_the_sample_people()
    {
        await using var workos = await Builder("Development").UseWorkOsSandboxAsync(sandbox => sandbox
            .AddOrganization("org_1", "One", "one.example").AddPerson("org_1", "eve@one.example"));

        Assert.Equal("eve@one.example", Assert.Single(workos!.People).Email);
    }

    [Fact]
    public async Task The_sandbox_learns_where_the_app_listens()
    {
        var builder = Builder("Development");
        await using var workos = await builder.UseWorkOsSandboxAsync();
        await using var app = builder.Build();
        await app.StartAsync();

        var site = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Assert.Equal(new Uri($"{site}/auth/sign-in"), workos!.SignInEndpoint);
        Assert.Equal(new Uri($"{site}/signin-workos"), workos.DefaultRedirectUri);
    }

    private static WebApplicationBuilder Builder(string environment, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        return builder;
    }
}
