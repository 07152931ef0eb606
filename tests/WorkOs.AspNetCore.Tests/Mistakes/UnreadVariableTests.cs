using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>Variables of other libraries for WorkOS, which somebody who moves an app believes to have an effect.</summary>
[Trait("Room", "Mistakes")]
public sealed class UnreadVariableTests
{
    private const string Password = "correct-horse-battery-staple-32-characters";

    public static TheoryData<string, string, string> Unread => new()
    {
        { "WORKOS_REDIRECT_URI", "https://app.example.com/callback", "set CallbackPath to the path of that address, and WORKOS_PUBLIC_ORIGIN to its origin" },
        { "NEXT_PUBLIC_WORKOS_REDIRECT_URI", "https://app.example.com/callback", "set CallbackPath" },
        { "WORKOS_REDIRECT_URL", "not an address", "set CallbackPath" },
        { "WORKOS_COOKIE_PASSWORD", Password, "the keys of Data Protection protect session cookies" },
        { "WORKOS_COOKIE_NAME", "our-session", "set Cookie.Name" },
        { "WORKOS_COOKIE_DOMAIN", "our-domain.example", "Cookie.Domain" },
        { "WORKOS_COOKIE_MAX_AGE", "8640017", "ExpireTimeSpan" },
        { "WORKOS_COOKIE_SAMESITE", "none-of-ours", "Cookie.SameSite" },
        { "WORKOS_API_HOSTNAME", "auth.our-domain.example", "set WORKOS_BASE_ADDRESS to the address with its scheme" },
        { "WORKOS_BASE_URL", "https://auth.our-domain.example", "set WORKOS_BASE_ADDRESS" },
    };

    public static TheoryData<string, string> WithoutEffect => new()
    {
        { "WORKOS_REDIRECT_URI", "https://app.example.com/signin-workos" },
        { "NEXT_PUBLIC_WORKOS_REDIRECT_URI", "https://app.example.com/portal/signin-workos?x=1" },
        { "WORKOS_API_HOSTNAME", "api.workos.com" },
        { "WORKOS_BASE_URL", "https://api.workos.com/" },
        { "WORKOS_COOKIE_PASSWORD", " " },
        { "AUTH_WORKOS_ID", "client_01" },
    };

    [Theory]
    [MemberData(nameof(Unread))]
    public async Task A_variable_of_another_library_is_warned_of_without_its_value(string variable, string value, string fix)
    {
        await using var app = await MistakenApp.StartAsync(With((variable, value)));

        var warning = Assert.Single(app.Warnings);
        Assert.Equal(("unread_variable", "WorkOS"), (warning["Kind"], warning["Scheme"]));
        Assert.Contains($"the configuration has {variable}, which other libraries for WorkOS read and this package does not: ", warning.Text, StringComparison.Ordinal);
        Assert.Contains(fix, warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(value, warning.Everything, StringComparison.Ordinal);
        MistakePage.AssertHas("unread_variable");
    }

    [Theory]
    [MemberData(nameof(WithoutEffect))]
    public async Task A_variable_that_says_what_is_so_anyway_is_not_warned_of(string variable, string value)
    {
        await using var app = await MistakenApp.StartAsync(With((variable, value)));

        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task Variables_with_one_fix_are_warned_of_together_and_once_for_all_schemes()
    {
        await using var app = await MistakenApp.StartAsync(
            With(("WORKOS_COOKIE_NAME", "our-session"), ("WORKOS_COOKIE_MAX_AGE", "600"), ("WORKOS_COOKIE_PASSWORD", Password)) with
            {
                Services = static (services, options) =>
                {
                    services.AddWorkOs(options);
                    services.AddWorkOsAuthKit(static authKit => (authKit.ClientId, authKit.ApiKey) = ("client_1", "sk_test_1")).AddWorkOsDistributedSessions();
                },
            });

        Assert.Equal(2, app.Warnings.Count);
        Assert.Contains("has WORKOS_COOKIE_NAME, WORKOS_COOKIE_MAX_AGE, which", app.Warnings[1].Text, StringComparison.Ordinal);
    }

    private static MistakeCase With(params (string Name, string Value)[] variables) =>
        new() { Configuration = variables.ToDictionary(static variable => variable.Name, static variable => (string?)variable.Value, StringComparer.Ordinal) };
}
