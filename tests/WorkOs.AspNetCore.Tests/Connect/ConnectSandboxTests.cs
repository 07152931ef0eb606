using System.Security.Claims;
using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Connect;

/// <summary>Connect against the AuthKit domain of the sandbox, which is as strict as WorkOS, over real sockets.</summary>
[Trait("Room", "Connect")]
public sealed class ConnectSandboxTests : IAsyncLifetime
{
    private const string RedirectUri = "https://app.example.com/signin-workos-connect";

    private readonly FakeClock _clock = new();
    private readonly List<ConnectApp> _apps = [];
    private WorkOsSandbox _workos = null!;

    public async Task InitializeAsync() => _workos = await WorkOsSandbox.StartAsync(builder =>
    {
        builder.TimeProvider = _clock;
        builder.Connect.RequireNonce = true;
        builder.Connect.AllowRevocation = true;
        builder.Connect.JwtTemplate["permissions"] = new JsonArray("posts:read");
        builder
            .AddOrganization("org_acme", "Acme", "acme.com")
            .AddPerson("org_acme", "ada@acme.com", person => person.WithName("Ada", "Lovelace"))
            .AddPerson("org_acme", "margaret@acme.com", person => person.WithName("Margaret", "Hamilton"))
            .AddOrganization("org_globex", "Globex")
            .AddPerson("org_globex", "margaret@acme.com", person => person.WithName("Margaret", "Hamilton"));
    });

    public async Task DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        await _workos.DisposeAsync();
    }

    [Theory]
    [InlineData(WorkOsClientAuthentication.SecretPost, true)]
    [InlineData(WorkOsClientAuthentication.SecretBasic, true)]
    [InlineData(WorkOsClientAuthentication.None, true)]
    [InlineData(WorkOsClientAuthentication.SecretPost, false)]
    public async Task A_user_signs_in_whatever_the_application_is(WorkOsClientAuthentication authentication, bool isFirstParty)
    {
        var app = await StartAsync(authentication, isFirstParty);

        var claims = (await (await SignInAsync(app, "ada@acme.com")).GetAsync("/claims")).Body.Split('\n');

        var ada = _workos.People.First(person => person.Email == "ada@acme.com");
        string[] expected =
        [
            $"{ClaimTypes.NameIdentifier}={ada.UserId}", $"{ClaimTypes.Name}=Ada Lovelace", $"{ClaimTypes.Email}=ada@acme.com",
            "org_id=org_acme", "permissions=posts:read",
        ];
        Assert.All(expected, claim => Assert.Contains(claim, claims));
    }

    [Theory]
    [InlineData("org_acme", null)]
    [InlineData("org_globex", WorkOsFailureCodes.OrganizationMismatch)]
    public async Task A_user_of_two_organizations_who_chooses_another_than_was_asked_for_is_not_signed_in(string chosen, string? code)
    {
        var app = await StartAsync();
        var browser = app.NewBrowser();
        var authorize = await browser.GetAsync("/challenge?organization=org_acme");

        // The page asks all the same: the address was edited on the way.
        var address = authorize.Location!.Replace("&organization_id=org_acme", "", StringComparison.Ordinal);
        var callback = await _workos.Connect.CompleteSignInAsync(new Uri(address), "margaret@acme.com", chosen);

        Assert.Equal(code, (await browser.GetAsync(callback.PathAndQuery)).FailureCode);
    }

    [Fact]
    public async Task A_user_who_declines_is_told_so()
    {
        var app = await StartAsync(isFirstParty: false);
        var browser = app.NewBrowser();
        var authorize = await browser.GetAsync("/secret");

        var callback = await _workos.Connect.CompleteSignInAsync(new Uri(authorize.Location!), "ada@acme.com", declines: true);

        Assert.Equal(WorkOsFailureCodes.AccessDenied, (await browser.GetAsync(callback.PathAndQuery)).FailureCode);
    }

    [Fact]
    public async Task A_session_goes_on_where_a_refresh_token_that_comes_twice_ends_the_grant()
    {
        var app = await StartAsync(scope: "offline_access");
        var browser = await SignInAsync(app, "ada@acme.com");
        var me = (await browser.GetAsync("/me")).Body;

        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(280));
            Assert.Equal(me, (await browser.GetAsync("/me")).Body);
        }
    }

    private async Task<ConnectApp> StartAsync(
        WorkOsClientAuthentication authentication = WorkOsClientAuthentication.SecretPost, bool isFirstParty = true, string? scope = null)
    {
        var application = _workos.Connect.AddApplication(options =>
        {
            options.RedirectUris.Add(RedirectUri);
            options.IsFirstParty = isFirstParty;
            options.ClientSecret = authentication == WorkOsClientAuthentication.None ? null : options.ClientSecret;
        });
        var app = await ConnectApp.StartAsync(new ConnectAppSettings
        {
            Clock = _clock,
            Options = options =>
            {
                options.AuthKitDomain = new Uri(_workos.AuthKitDomain);
                options.ClientId = application.ClientId;
                options.ClientSecret = application.ClientSecret ?? "";
                options.ClientAuthentication = authentication;
                options.IsOwnEnvironment = true;
                options.BackchannelHttpHandler = null;
                if (scope is not null)
                {
                    options.Scope.Add(scope);
                }
            },
        });
        _apps.Add(app);
        return app;
    }

    private async Task<Browser> SignInAsync(ConnectApp app, string email)
    {
        var browser = app.NewBrowser();
        var authorize = await browser.GetAsync("/secret");
        var callback = await _workos.Connect.CompleteSignInAsync(new Uri(authorize.Location!), email);
        var back = await browser.GetAsync(callback.PathAndQuery);
        Assert.True(back.IsRedirect && back.Location == "/secret", $"{back.Status} {back.Location} {back.FailureCode}");
        return browser;
    }
}
