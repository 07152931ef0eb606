using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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

        var failure = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains("must be positive and at most one day", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(86_400)]
    public void An_interval_of_up_to_a_day_is_accepted(int seconds)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddRazorComponents().AddInteractiveServerComponents().AddWorkOsAuthenticationState(options => options.RevalidationInterval = TimeSpan.FromSeconds(seconds));
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public void A_second_call_registers_nothing_but_its_options()
    {
        var services = new ServiceCollection().AddLogging();
        var builder = services.AddRazorComponents().AddInteractiveServerComponents().AddWorkOsAuthenticationState();
        var once = services.ToList();

        builder.AddWorkOsAuthenticationState();

        var added = Assert.Single(services.Except(once));
        Assert.Equal(typeof(IConfigureOptions<WorkOsAuthenticationStateOptions>), added.ServiceType);
    }

    [Fact]
    public void Without_sessions_of_WorkOS_it_leaves_the_cookies_of_the_app_as_they_are()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddAuthentication().AddCookie();
        services.AddRazorComponents().AddInteractiveServerComponents().AddWorkOsAuthenticationState();
        using var provider = services.BuildServiceProvider();

        var cookie = provider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);

        Assert.Equal(typeof(CookieAuthenticationEvents), cookie.Events.GetType());
    }

    [Fact]
    public async Task Every_component_is_given_the_user()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddWorkOsAuthenticationState();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var ada = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "Ada")], "test"));
        scope.ServiceProvider.GetRequiredService<SessionAuthenticationStateProvider>().SetAuthenticationState(Task.FromResult(new AuthenticationState(ada)));
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());

        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Name>()).ToHtmlString());

        Assert.Equal("Ada", html);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentNullException>("builder", () => WorkOsServerSideBlazorBuilderExtensions.AddWorkOsAuthenticationState(null!));
        Assert.Throws<ArgumentNullException>("configureOptions", () =>
            new ServiceCollection().AddRazorComponents().AddInteractiveServerComponents().AddWorkOsAuthenticationState(null!));
    }

    private sealed class Name : ComponentBase
    {
        [CascadingParameter]
        public Task<AuthenticationState>? State { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, State?.Result.User.Identity?.Name);
    }
}
