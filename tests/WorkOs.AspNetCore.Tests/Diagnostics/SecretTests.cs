using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.DeadEnds;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Diagnostics;

/// <summary>Reads every line that the package logs in a broad set of flows.</summary>
[Trait("Room", "Diagnostics")]
public sealed class SecretTests
{
    [Fact]
    public async Task Nothing_secret_is_in_any_log_line_scope_value_or_exception()
    {
        var logs = new LogCollector();
        var secrets = new HashSet<string>(StringComparer.Ordinal) { Secrets.ApiKey, Secrets.AccessToken, Secrets.Email, "ada@acme.com", "Lovelace", "okta|ada", "ada.lovelace" };

        await SignInAndOutAsync(logs, secrets);
        await LoseAsync(logs, secrets);
        await ReportErrorsAsync(logs, secrets);
        foreach (var fault in BackchannelFault.All)
        {
            await FailAsync(logs, secrets, fault);
        }

        await EchoAsync(logs, secrets);

        var ours = logs.Entries.Where(entry => entry.IsOurs).ToList();
        Assert.True(ours.Count > 60, $"{ours.Count} lines");
        foreach (var entry in ours)
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, entry.Everything, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("The user ada.lovelace@acme.com is not assigned.", "The user [removed] is not assigned.")]
    [InlineData("AADSTS50105: not assigned to a role", "AADSTS50105: not assigned to a role")]
    [InlineData("No connection associated with organization", "No connection associated with organization")]
    [InlineData("conn_01E4ZCR3C56J083X43JQXF3JK5 is inactive", "conn_01E4ZCR3C56J083X43JQXF3JK5 is inactive")]
    [InlineData("org_01EHWNCE74X7JSDV0X3SZ3KJNY has none", "org_01EHWNCE74X7JSDV0X3SZ3KJNY has none")]
    [InlineData("The code 01E2RJ4C05B52KKZ8FSRDAP23J has expired", "The code [removed] has expired")]
    [InlineData("key sk_test_a2V5XzAx is wrong", "key [removed] is wrong")]
    [InlineData("token=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", "[removed]")]
    [InlineData("line\r\nbreak\u2028and <b>markup</b>", "line break and [removed]")]
    [InlineData("see \"conn_01E4ZCR3C56J083X43JQXF3JK5\".", "see \"conn_01E4ZCR3C56J083X43JQXF3JK5\".")]
    [InlineData("org_01EHWNCE74X7,sk_test_a2V5XzAx", "[removed]")]
    [InlineData("Für diese Rolle nicht zugewiesen", "Für diese Rolle nicht zugewiesen")]
    [InlineData("\u001b[31mred\u001b[0m text", "[removed] text")]
    [InlineData("ada+work@acme.com", "[removed]")]
    [InlineData("ada#work!@acme.com", "[removed]")]
    [InlineData("jürgen@acme.com", "[removed]")]
    [InlineData("jürgen@büro.example is unknown", "[removed] is unknown")]
    [InlineData("<ada@acme.com>, (mailto:ada@acme.com)", "[removed] [removed]")]
    [InlineData("ada@", "[removed]")]
    [InlineData("ada\uFF20acme.com", "[removed]")]
    [InlineData("ada&commat;acme.com", "[removed]")]
    [InlineData("%61da%40acme.com", "[removed]")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void A_description_of_WorkOS_is_cleaned_before_it_is_logged(string? description, string? logged) =>
        Assert.Equal(logged, LogText.Clean(description));

    [Theory]
    [InlineData("a user called ", "ada.lovelace@acme.com")]
    [InlineData("", "ada.lovelace@acme.com")]
    [InlineData("a user called", " ada.lovelace@acme.com")]
    public void A_long_description_loses_the_word_at_which_it_is_cut(string before, string address)
    {
        foreach (var length in Enumerable.Range(170, 35))
        {
            var filler = string.Concat(Enumerable.Repeat("long ", 50))[..(length - before.Length)];
            var logged = LogText.Clean(filler + " " + before + address + " was not found");

            Assert.DoesNotContain("ada", logged, StringComparison.Ordinal);
            Assert.InRange(logged!.Length, 150, 200);
        }
    }

    [Fact]
    public void A_description_of_one_endless_word_is_not_logged() =>
        Assert.Null(LogText.Clean(new string('a', 300)));

    private static readonly string[] SecretNames =
        ["Token", "AccessToken", "RefreshToken", "Access", "Refresh", "Code", "CodeVerifier", "ClientSecret", "ApiKey", "Value", "PendingAuthenticationToken"];

    /// <summary>The types whose members the compiler would print, with a member that is for nobody's eyes.</summary>
    private static readonly string[] NamesOfTypesWithSecrets =
    [
        .. typeof(WorkOsOptions).Assembly.GetTypes()
            .Where(static type => type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null
                && type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                    .Any(static property => property.PropertyType == typeof(string) && SecretNames.Contains(property.Name, StringComparer.Ordinal)))
            .Select(static type => type.FullName!)
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> TypesWithSecrets => [.. NamesOfTypesWithSecrets];

    [Theory]
    [MemberData(nameof(TypesWithSecrets))]
    public void A_type_that_holds_a_secret_does_not_print_it(string type)
    {
        var print = typeof(WorkOsOptions).Assembly.GetType(type, throwOnError: true)!.GetMethod(nameof(ToString), Type.EmptyTypes)!;

        Assert.Null(print.GetCustomAttribute<CompilerGeneratedAttribute>());
    }

    [Fact]
    public void The_types_with_secrets_are_found() =>
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal) { "WorkOs.AspNetCore.SessionTokens", "WorkOs.AspNetCore.ConnectSettings", "WorkOs.AspNetCore.RefreshRequest" },
            NamesOfTypesWithSecrets.ToHashSet(StringComparer.Ordinal));

    private static async Task SignInAndOutAsync(LogCollector logs, HashSet<string> secrets)
    {
        await using var app = await StartAsync(logs, options => options.SaveTokens = true);
        app.WorkOs.Profile = Profiles.Ada().With("connection_type", "GenericOIDC");
        app.Challenge = static () => new WorkOsChallengeProperties { LoginHint = Secrets.Email, RedirectUri = "/welcome?mail=" + Secrets.Email };
        var browser = app.NewBrowser();
        var start = await RememberAsync(app, secrets, browser.StartAsync("/challenge"));
        await browser.GetAsync(Remember(secrets, start));
        await browser.GetAsync(SignInSteps.CallbackOf(start));
        await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body), ("returnUrl", "//" + Secrets.Email));
    }

    private static async Task LoseAsync(LogCollector logs, HashSet<string> secrets)
    {
        await using var app = await StartAsync(logs);
        var browser = app.NewBrowser();
        var start = await RememberAsync(app, secrets, browser.StartAsync());
        browser.Forget(_ => true);
        var restarted = await RememberAsync(app, secrets, browser.GetAsync(Remember(secrets, start)));
        browser.Forget(_ => true);
        await browser.GetAsync(Remember(secrets, restarted));
        await browser.GetAsync(Remember(secrets, start)[..^5]);
        await browser.GetAsync(SignInSteps.CallbackPath + "?code=" + Secrets.Code);
        secrets.Add(Secrets.Code);
    }

    private static async Task ReportErrorsAsync(LogCollector logs, HashSet<string> secrets)
    {
        await using var app = await StartAsync(logs);
        var browser = app.NewBrowser();
        foreach (var error in new[] { "access_denied", "server_error", "Lovelace", Secrets.Email, "something_new" })
        {
            var start = await RememberAsync(app, secrets, browser.StartAsync());
            var description = Uri.EscapeDataString($"{Secrets.Email} used {Secrets.Code} with {Secrets.ApiKey}");
            await browser.GetAsync($"{SignInSteps.CallbackPath}?error={error}&error_description={description}&state={Uri.EscapeDataString(start.Query("state")!)}");
            await browser.GetAsync($"{SignInSteps.CallbackPath}?error={error}&error_description={description}");
        }

        foreach (var email in new[] { "ada@acme.com", "ada@", Secrets.Email })
        {
            app.Challenge = () => WorkOsChallengeProperties.ForEmail(email);
            await browser.GetAsync("/challenge");
        }

        app.Challenge = static () => new WorkOsChallengeProperties { Organization = Secrets.Email };
        await browser.GetAsync("/challenge");
        await browser.GetAsync("/auth/sign-in?connection_id=" + Secrets.Email);
    }

    private static async Task FailAsync(LogCollector logs, HashSet<string> secrets, BackchannelFault fault)
    {
        await using var app = await StartAsync(logs);
        app.WorkOs.OnToken = fault.Answer;
        app.WorkOs.OnOrganizations = fault.Answer;
        var browser = app.NewBrowser();
        var start = await RememberAsync(app, secrets, browser.StartAsync());
        await browser.GetAsync(Remember(secrets, start));
        app.Challenge = static () => WorkOsChallengeProperties.ForEmail(Secrets.Email);
        await browser.GetAsync("/challenge");
    }

    // An answer that repeats what it was sent, in every place that could be read.
    private static async Task EchoAsync(LogCollector logs, HashSet<string> secrets)
    {
        await using var app = await StartAsync(logs);
        app.WorkOs.OnToken = static (request, _) =>
        {
            var response = StubWorkOs.Json(
                $$"""{"error":"{{request.Field("code")}} {{Secrets.ApiKey}}","error_description":{{request.Body}},"code":"{{Secrets.Email}}"}""", HttpStatusCode.BadRequest);
            response.ReasonPhrase = Secrets.ApiKey;
            response.Headers.TryAddWithoutValidation("X-Request-ID", request.Field("code") + " " + Secrets.Email);
            return Task.FromResult(response);
        };
        var browser = app.NewBrowser();
        var start = await RememberAsync(app, secrets, browser.StartAsync());
        await browser.GetAsync(Remember(secrets, start));
        app.WorkOs.OnToken = static (request, _) => throw new HttpRequestException(request.Body + Secrets.Email);
        start = await RememberAsync(app, secrets, browser.StartAsync());
        await browser.GetAsync(Remember(secrets, start));
        Assert.Contains(logs.Entries, entry => entry.Level == LogLevel.Error);
    }

    private static Task<TestApp> StartAsync(LogCollector logs, Action<WorkOsOptions>? options = null) => TestApp.StartAsync(settings =>
    {
        settings.Logs = new LogCollector { Also = logs };
        settings.Options = options;
    });

    private static async Task<BrowserAnswer> RememberAsync(TestApp app, HashSet<string> secrets, Task<BrowserAnswer> start)
    {
        var answer = await start;
        Assert.True(answer.GoesToWorkOs);
        secrets.Add(answer.Query("state")!);
        secrets.Add(answer.Query("code_challenge")!);
        secrets.Add(app.ReadState(answer).Items["code_verifier"]!);
        secrets.Add(app.ReadState(answer).Items[".xsrf"]!);
        return answer;
    }

    private static string Remember(HashSet<string> secrets, BrowserAnswer authorize)
    {
        var code = SignInSteps.NextCode();
        secrets.Add(code);
        return SignInSteps.CallbackOf(authorize, code);
    }
}
