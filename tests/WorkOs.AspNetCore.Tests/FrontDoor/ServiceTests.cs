using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.FrontDoor;

/// <summary>What the package registers does not count on a web host, so that an app can test its own services without one.</summary>
[Trait("Room", "FrontDoor")]
[Trait("Room", "Remote")]
public sealed class ServiceTests
{
    public static TheoryData<string> Names => [.. Products.Keys];

    private static Dictionary<string, Action<IServiceCollection>> Products { get; } = new(StringComparer.Ordinal)
    {
        ["single sign-on"] = static services => services.AddWorkOs(static options =>
        {
            options.ClientId = TestApp.ClientId;
            options.ApiKey = Secrets.ApiKey;
        }),
        ["AuthKit"] = static services => services.AddWorkOsAuthKit(static options =>
        {
            options.ClientId = TestApp.ClientId;
            options.ApiKey = Secrets.ApiKey;
        }),
        ["Connect"] = static services => services.AddWorkOsConnect(static options =>
        {
            options.AuthKitDomain = new Uri("https://acme.authkit.app");
            options.ClientId = TestApp.ClientId;
            options.ClientSecret = "secret";
        }),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_product_is_made_of_services_of_its_own_and_logging_and_configuration(string product)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Products[product](services);

        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.NotNull(await provider.GetRequiredService<IAuthenticationSchemeProvider>().GetDefaultChallengeSchemeAsync());
    }
}
