using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore.Tests.AuthKit;

[Trait("Room", "AuthKit")]
public sealed class AuthKitOptionsTests
{
    private const string Section = "Authentication:Schemes:WorkOS.AuthKit:";

    public static TheoryData<Action<WorkOsAuthKitOptions>, string> Problems => new()
    {
        { o => o.ClientId = "", "ClientId is missing" },
        { o => o.ApiKey = "pk_test_1", "ApiKey holds a publishable key" },
        { o => (o.Organization, o.Connection) = ("org_a", "conn_a"), "Organization and Connection are both named: keep one" },
        { o => (o.Organization, o.Provider) = ("org_a", "GoogleOAuth"), "Organization and Provider are both named: keep one" },
        { o => (o.Connection, o.Provider) = ("conn_a", "authkit"), "Connection and Provider are both named: keep one" },
        { o => o.RefreshBeforeExpiration = TimeSpan.Zero, "RefreshBeforeExpiration must be positive" },
        { o => o.OutageGracePeriod = TimeSpan.FromSeconds(-1), "OutageGracePeriod must not be negative" },
        { o => o.WebhookTolerance = TimeSpan.Zero, "WebhookTolerance must be positive" },
        { o => o.WebhookSecrets.Add(" "), "WebhookSecrets has an empty secret" },
        { o => o.SignInScheme = "WorkOS.AuthKit", "SignInScheme is the scheme itself" },
    };

    public static TheoryData<string, string, Func<WorkOsAuthKitOptions, object?>, object?> Keys => new()
    {
        { "Organization", "org_x", o => o.Organization, "org_x" },
        { "Connection", "conn_x", o => o.Connection, "conn_x" },
        { "Provider", "authkit", o => o.Provider, "authkit" },
        { "SendClientInfo", "false", o => o.SendClientInfo, false },
        { "RoleClaim", "user_role", o => o.RoleClaim, "user_role" },
        { "RefreshBeforeExpiration", "00:00:20", o => o.RefreshBeforeExpiration, TimeSpan.FromSeconds(20) },
        { "OutageGracePeriod", "00:10:00", o => o.OutageGracePeriod, TimeSpan.FromMinutes(10) },
        { "OrganizationSelectionPath", "/choose", o => o.OrganizationSelectionPath.Value, "/choose" },
        { "WebhookTolerance", "00:01:00", o => o.WebhookTolerance, TimeSpan.FromMinutes(1) },
        { "WebhookSecrets:0", "whsec_1", o => o.WebhookSecrets.Single(), "whsec_1" },
        { "WebhookSecrets", "whsec_1", o => o.WebhookSecrets.Single(), "whsec_1" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void A_problem_is_named_with_what_to_do(Action<WorkOsAuthKitOptions> configure, string expected)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read([], configure));

        Assert.StartsWith($"Scheme 'WorkOS.AuthKit': {expected}", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_of_the_configuration_is_read(string key, string value, Func<WorkOsAuthKitOptions, object?> read, object? expected)
    {
        ArgumentNullException.ThrowIfNull(read);

        Assert.Equal(expected, read(Read([new(Section + key, value)])));
    }

    [Theory]
    [InlineData("RefreshBeforeExpiration", "soon")]
    [InlineData("OutageGracePeriod", "long")]
    [InlineData("WebhookTolerance", "00:00:61")]
    [InlineData("OrganizationSelectionPath", "choose")]
    public void A_configuration_value_that_cannot_be_read_is_named(string key, string value)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read([new(Section + key, value)]));

        Assert.Contains($"'{key}' in the configuration cannot be read", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void An_organization_may_be_named_together_with_the_hosted_page() =>
        Assert.Equal("org_a", Read([], o => (o.Organization, o.Provider) = ("org_a", "authkit")).Organization);

    [Fact]
    public async Task Each_overload_adds_its_scheme()
    {
        var services = new ServiceCollection();
        services.AddAuthentication()
            .AddWorkOsAuthKit()
            .AddWorkOsAuthKit("Second", _ => { })
            .AddWorkOsAuthKit("Third", "The third", _ => { });
        await using var provider = services.BuildServiceProvider();

        var schemes = await provider.GetRequiredService<IAuthenticationSchemeProvider>().GetAllSchemesAsync();

        Assert.Equal(
            [
                (WorkOsAuthKitDefaults.AuthenticationScheme, WorkOsAuthKitDefaults.DisplayName),
                ("Second", WorkOsAuthKitDefaults.DisplayName),
                ("Third", "The third"),
            ],
            schemes.Select(scheme => (scheme.Name, scheme.DisplayName)));
    }

    private static WorkOsAuthKitOptions Read(
        IEnumerable<KeyValuePair<string, string?>> configuration, Action<WorkOsAuthKitOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build());
        services.AddWorkOsAuthKit(options =>
        {
            options.ClientId = "client_1";
            options.ApiKey = "sk_test_1";
            configure?.Invoke(options);
        });
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get(WorkOsAuthKitDefaults.AuthenticationScheme);
    }
}
