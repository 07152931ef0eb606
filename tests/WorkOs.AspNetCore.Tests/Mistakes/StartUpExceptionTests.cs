using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>Mistakes with which no sign-in can work: the app does not start, and says why and what to do.</summary>
[Trait("Room", "Mistakes")]
public sealed class StartUpExceptionTests
{
    private const string Section = "Authentication:Schemes:WorkOS:";

    private static readonly Dictionary<string, MistakeCase> Cases = new(StringComparer.Ordinal)
    {
        ["no keys"] = new("ClientId is missing", "dotnet user-secrets init", "dotnet user-secrets set Authentication:Schemes:WorkOS:ClientId", "WORKOS_CLIENT_ID", "UseWorkOsSandboxAsync", "ApiKey is missing", "WORKOS_API_KEY")
        {
            Options = static options => options.ClientId = options.ApiKey = "",
        },
        ["the keys of Auth.js"] = new("AUTH_WORKOS_ID is set, which Auth.js reads and this package does not: rename it to WORKOS_CLIENT_ID", "AUTH_WORKOS_SECRET is set", "rename it to WORKOS_API_KEY")
        {
            Options = static options => options.ClientId = options.ApiKey = "",
            Configuration = new Dictionary<string, string?> { ["AUTH_WORKOS_ID"] = "client_01", ["AUTH_WORKOS_SECRET"] = Secrets.ApiKey },
        },
        ["keys swapped"] = new("ClientId holds an API key ('sk_…'): put the client id", "ApiKey holds a client id ('client_…'): use the secret API key")
        {
            Options = static options => (options.ClientId, options.ApiKey) = (options.ApiKey, "client_01"),
        },
        ["keys in quotation marks"] = new("ClientId begins or ends with a quotation mark: write the value without quotes", "ApiKey begins or ends with a quotation mark")
        {
            Options = static options => (options.ClientId, options.ApiKey) = ("\"client_01\"", $"'{options.ApiKey}'"),
        },
        ["a key with a line break at its end"] = new("ApiKey has a space, a line break or an invisible character, perhaps at its end: remove it")
        {
            Options = static options => options.ApiKey += "\n",
        },
        ["a publishable key"] = new("ApiKey holds a publishable key ('pk_…'): use the secret API key")
        {
            Options = static options => options.ApiKey = "pk_test_1",
        },
        ["a placeholder that was not replaced"] = new("ClientId is still a placeholder: replace it")
        {
            Options = static options => options.ClientId = "client_...",
        },
        ["an organization as client id"] = new("ClientId holds the id of something else: put the client id")
        {
            Options = static options => options.ClientId = "org_01",
        },
        ["a connection as organization"] = new("Organization or Provider holds the id of a connection ('conn_…'): put it into Connection")
        {
            Options = static options => options.Organization = "conn_01",
        },
        ["an organization as connection"] = new("Connection or Provider holds the id of an organization ('org_…'): put it into Organization")
        {
            Options = static options => (options.Organization, options.Connection) = (null, "org_01"),
        },
        ["a domain as organization"] = new("Organization holds a domain or an e-mail address: put the id of the organization")
        {
            Options = static options => options.Organization = "acme.com",
        },
        ["a base address without scheme"] = new("'BaseAddress' in the configuration cannot be read: write an address with its scheme, such as https://")
        {
            Configuration = new Dictionary<string, string?> { [Section + "BaseAddress"] = "api.workos.com" },
        },
        ["a base address with the path of an endpoint"] = new("BaseAddress is not the address of WorkOS's API: write https://api.workos.com")
        {
            Options = static options => options.BaseAddress = new Uri("https://api.workos.com/sso/authorize"),
        },
        ["the dashboard as base address"] = new("BaseAddress is not the address of WorkOS's API: write https://api.workos.com")
        {
            Options = static options => options.BaseAddress = new Uri("https://dashboard.workos.com"),
        },
        ["a public origin with a path"] = new("PublicOrigin must be an https origin without a path, such as https://app.example.com")
        {
            Options = static options => options.PublicOrigin = new Uri("https://app.example.com/portal"),
        },
        ["a whole address as callback path"] = new("'CallbackPath' in the configuration cannot be read: write a path that begins with '/'", "PublicOrigin")
        {
            Configuration = new Dictionary<string, string?> { [Section + "CallbackPath"] = "https://app.example.com/signin-workos" },
        },
        ["a time without unit"] = new("'RemoteAuthenticationTimeout' in the configuration cannot be read: write hours, minutes and seconds, such as 00:15:00")
        {
            Configuration = new Dictionary<string, string?> { [Section + "RemoteAuthenticationTimeout"] = "20" },
        },
        ["a value that is none of the choices"] = new("'IdpInitiated' in the configuration cannot be read: write one of Restart, Reject, RestartWithLookup")
        {
            Configuration = new Dictionary<string, string?> { [Section + "IdpInitiated"] = "Allow" },
        },
        ["an address without scheme in the environment"] = new("WORKOS_PUBLIC_ORIGIN cannot be read: write an address with its scheme")
        {
            Configuration = new Dictionary<string, string?> { ["WORKOS_PUBLIC_ORIGIN"] = "app.example.com" },
        },
        ["an empty webhook secret"] = new("WebhookSecrets has an empty secret: copy it from the webhook endpoint in the WorkOS dashboard, or remove it")
        {
            Options = static options => options.WebhookSecrets.Add(""),
        },
        ["two schemes with one callback path"] = new("CallbackPath '/signin-workos' is used by scheme", "give each scheme its own")
        {
            Services = static (services, options) => services.AddWorkOs(options).AddWorkOs("WorkOS.Europe", options),
        },
        ["one scheme added twice"] = new("Scheme 'WorkOS' is added twice: set all of its options in one call")
        {
            Services = static (services, options) => services.AddWorkOs(options).AddWorkOs(options),
        },
        ["no cookie scheme"] = new("there is no scheme to keep a user signed in: call AddCookie() and make it the default scheme")
        {
            Services = static (services, options) => services.AddAuthentication().AddWorkOs(options),
        },
        ["WorkOS as the default scheme"] = new("SignInScheme is the scheme itself: name a cookie scheme")
        {
            Services = static (services, options) => services.AddAuthentication(WorkOsDefaults.AuthenticationScheme).AddCookie().AddWorkOs(options),
        },
        ["a strict correlation cookie"] = new("CorrelationCookie.SameSite is Strict", "every sign-in fails: leave it Lax")
        {
            Options = static options => options.CorrelationCookie.SameSite = SameSiteMode.Strict,
        },
        ["the callback as sign-in page"] = new("SignInPath, ErrorPath and AccountSwitchPath must be pages of the app, not the CallbackPath")
        {
            Options = static options => options.SignInPath = options.CallbackPath,
        },
        ["a scope of another provider"] = new("Scope has 'Calendars.Read', which is never sent", "ProviderScopes")
        {
            Options = static options => options.Scope.Add("Calendars.Read"),
        },
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_app_does_not_start_and_names_cause_and_fix(string name)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await (await MistakenApp.StartAsync(Cases[name])).DisposeAsync());

        Assert.All(Cases[name].Says, text => Assert.Contains(text, failure.Message, StringComparison.Ordinal));
        Assert.StartsWith("Scheme 'WorkOS", failure is AggregateException { InnerExceptions: [var first, ..] } ? first.Message : failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secrets.ApiKey, failure.Message, StringComparison.Ordinal);
    }
}
