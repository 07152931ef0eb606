using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Whoever listens where <c>BaseAddress</c> points decides who is signed in: a port of this machine is named at start-up.</summary>
[Trait("Room", "Configuration")]
public sealed class LocalBaseAddressTests
{
    private static readonly string[] Schemes =
        [WorkOsDefaults.AuthenticationScheme, WorkOsAuthKitDefaults.AuthenticationScheme, WorkOsBearerDefaults.AuthenticationScheme];

    [Theory]
    [InlineData("http://localhost:4100", "localhost:4100")]
    [InlineData("http://127.0.0.1:4100/x", "127.0.0.1:4100")]
    [InlineData("http://[::1]:4100", "[::1]:4100")]
    [InlineData("https://localhost", "localhost")]
    [InlineData("https://127.0.0.2:4443", "127.0.0.2:4443")]
    public async Task Each_scheme_that_takes_this_machine_for_WorkOS_is_named_once_outside_of_Development(string address, string host)
    {
        foreach (var environment in new[] { "Production", "Staging", "development.example" })
        {
            var lines = await StartAsync(environment, address);

            Assert.Equal(Schemes, lines.Select(line => line["Scheme"]));
            Assert.All(lines, line =>
            {
                Assert.Equal(LogLevel.Warning, line.Level);
                Assert.Equal(host, line["Host"]);
                Assert.Contains("Remove BaseAddress", line.Text, StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task In_Development_nothing_is_said() =>
        Assert.Empty(await StartAsync("Development", "http://localhost:4100"));

    [Theory]
    [InlineData("https://api.workos.com")]
    [InlineData("https://auth.acme.com/workos")]
    public async Task An_address_of_another_machine_is_not_named(string address) =>
        Assert.Empty(await StartAsync("Production", address));

    [Fact]
    public async Task A_scheme_that_is_switched_off_is_not_named()
    {
        var lines = await StartAsync("Production", "http://localhost:4100", off: WorkOsBearerDefaults.AuthenticationScheme);

        Assert.Equal(Schemes[..2], lines.Select(line => line["Scheme"]));
    }

    [Fact]
    public async Task A_host_that_has_no_environment_is_taken_for_one_that_serves_people()
    {
        var logs = new LogCollector();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(Configure("http://localhost:4100", off: null));
        services.AddLogging(logging => logging.AddProvider(logs));
        AddSchemes(services);
        await using var provider = services.BuildServiceProvider();

        foreach (var service in provider.GetServices<IHostedService>().Where(service => service is BaseAddressCheck))
        {
            await service.StartAsync(CancellationToken.None);
            await service.StopAsync(CancellationToken.None);
        }

        Assert.Null(provider.GetService<IHostEnvironment>());
        Assert.Equal(Schemes, logs.Named("BaseAddressIsLocal").Select(line => line["Scheme"]));
    }

    private static async Task<IReadOnlyList<LogEntry>> StartAsync(string environment, string address, string? off = null)
    {
        var logs = new LogCollector();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Configuration.AddConfiguration(Configure(address, off));
        builder.Logging.AddProvider(logs);
        AddSchemes(builder.Services);
        await using var app = builder.Build();
        await app.StartAsync();
        return logs.Named("BaseAddressIsLocal");
    }

    private static void AddSchemes(IServiceCollection services) => services
        .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
        .AddCookie()
        .AddWorkOs()
        .AddWorkOsAuthKit()
        .AddWorkOsBearer();

    private static IConfigurationRoot Configure(string address, string? off)
    {
        var settings = new Dictionary<string, string?> { ["WORKOS_CLIENT_ID"] = TestApp.ClientId, ["WORKOS_API_KEY"] = Secrets.ApiKey };
        foreach (var scheme in Schemes)
        {
            settings[$"Authentication:Schemes:{scheme}:BaseAddress"] = address;
            settings[$"Authentication:Schemes:{scheme}:Enabled"] = scheme == off ? "false" : "true";
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }
}
