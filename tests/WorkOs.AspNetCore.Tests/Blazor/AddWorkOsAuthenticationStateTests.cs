using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore.Tests.Blazor;

[Trait("Room", "Blazor")]
[Trait("Room", "FrontDoor")]
public sealed class AddWorkOsAuthenticationStateTests
{
    [Fact]
    public void It_takes_the_place_of_the_provider_of_the_framework_and_can_be_called_twice()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddRazorComponents().AddInteractiveServerComponents()
            .AddWorkOsAuthenticationState()
            .AddWorkOsAuthenticationState(options => options.RevalidationInterval = TimeSpan.FromSeconds(5));

        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();

        Assert.IsType<SessionAuthenticationStateProvider>(scope.ServiceProvider.GetServices<AuthenticationStateProvider>().Single());
        Assert.Single(services, service => service.ImplementationType == typeof(CircuitReconnection) && service.ServiceType == typeof(CircuitHandler));
        Assert.Equal(TimeSpan.FromSeconds(5), provider.GetRequiredService<IOptions<WorkOsAuthenticationStateOptions>>().Value.RevalidationInterval);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(86_401)]
    public void An_interval_that_looks_always_or_never_is_refused(int seconds)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddRazorComponents().AddInteractiveServerComponents().AddWorkOsAuthenticationState(options => options.RevalidationInterval = TimeSpan.FromSeconds(seconds));
        using var provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<WorkOsAuthenticationStateOptions>>().Value);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentNullException>("builder", () => WorkOsServerSideBlazorBuilderExtensions.AddWorkOsAuthenticationState(null!));
        Assert.Throws<ArgumentNullException>("configureOptions", () =>
            new ServiceCollection().AddRazorComponents().AddInteractiveServerComponents().AddWorkOsAuthenticationState(null!));
    }
}
