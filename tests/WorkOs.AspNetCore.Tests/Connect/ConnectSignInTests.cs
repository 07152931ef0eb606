using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Connect;

[Trait("Room", "Connect")]
public sealed class ConnectSignInTests
{
    [Fact]
    public async Task A_challenge_goes_to_the_domain_with_PKCE_and_a_nonce()
    {
        await using var app = await ConnectApp.StartAsync();

        var answer = await app.NewBrowser().GetAsync("/secret");

        Assert.StartsWith("https://acme.authkit.app/oauth2/authorize?", answer.Location, StringComparison.Ordinal);
        Assert.Equal(FakeAuthKitDomain.ClientId, answer.Query("client_id"));
        Assert.Equal("https://app.example.com/signin-workos-connect", answer.Query("redirect_uri"));
        Assert.Equal("code", answer.Query("response_type"));
        Assert.Equal("openid profile email", answer.Query("scope"));
        Assert.Equal("S256", answer.Query("code_challenge_method"));
        Assert.Equal(43, answer.Query("nonce")!.Length);
        Assert.Equal(
            ["client_id", "code_challenge", "code_challenge_method", "nonce", "redirect_uri", "response_type", "scope", "state"],
            answer.LocationQuery.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("organization=org_acme", "organization_id", "org_acme")]
    [InlineData("login_hint=ada@acme.com", "login_hint", "ada@acme.com")]
    [InlineData("scope=email%20posts:read", "scope", "openid email posts:read")]
    [InlineData("scope=openid", "scope", "openid")]
    public async Task A_challenge_says_what_the_app_asked_for(string challenge, string name, string expected)
    {
        await using var app = await ConnectApp.StartAsync();

        Assert.Equal(expected, (await app.NewBrowser().GetAsync("/challenge?" + challenge)).Query(name));
    }

    [Fact]
    public async Task A_sign_in_that_starts_again_asks_for_the_scopes_of_its_challenge()
    {
        await using var app = await ConnectApp.StartAsync();
        var browser = app.NewBrowser();
        var callback = app.Domain.CallbackOf(await browser.GetAsync("/challenge?scope=email%20posts:read"));
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        var restarted = await browser.GetAsync(callback);
        var failed = await browser.GetAsync($"/signin-workos-connect?error=access_denied&state={Uri.EscapeDataString(restarted.Query("state")!)}");
        var link = failed.NextLink!;
        var stranger = await app.NewBrowser().GetAsync(link);
        var again = await browser.GetAsync(link);

        Assert.Equal("openid email posts:read", restarted.Query("scope"));
        Assert.Equal("openid profile email", stranger.Query("scope"));
        Assert.Equal("openid email posts:read", again.Query("scope"));
        await browser.GetAsync(app.Domain.CallbackOf(again));
        Assert.Equal(FakeAuthKitDomain.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task The_claims_are_those_of_the_id_token_and_of_the_access_token()
    {
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings { Options = options => options.IsOwnEnvironment = true });
        var browser = await app.SignInAsync();

        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');

        string[] expected =
        [
            $"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier={FakeAuthKitDomain.UserId}",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name=Ada Lovelace",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress=ada@acme.com",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname=Ada",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname=Lovelace",
            "http://schemas.microsoft.com/ws/2008/06/identity/claims/role=admin",
            "org_id=org_acme",
            "permissions=posts:read",
            "permissions=posts:write",
            "email_verified=true",
        ];
        Assert.All(expected, claim => Assert.Contains(claim, claims));
        Assert.DoesNotContain(claims, claim => claim.StartsWith("sid=app_consent", StringComparison.Ordinal) || claim.StartsWith("nonce=", StringComparison.Ordinal));
        Assert.Single(claims, claim => claim.Contains("nameidentifier=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Ada Lovelace", "Ada Lovelace", null, null)]
    [InlineData("The Countess", "The Countess", "Ada", "Lovelace")]
    [InlineData("Ada Lovelace", null, "Ada", "Lovelace")]
    [InlineData("Ada", null, "Ada", null)]
    [InlineData("Lovelace", null, null, "Lovelace")]
    [InlineData(null, null, null, null)]
    public async Task The_name_of_a_user_without_one_is_put_together(string? expected, string? name, string? given, string? family)
    {
        await using var app = await ConnectApp.StartAsync();
        app.Domain.ChangeIdToken = claims => (claims["name"], claims["given_name"], claims["family_name"]) = (name, given, family);

        var claims = (await (await app.SignInAsync()).GetAsync("/claims")).Body.Split('\n');

        Assert.Equal(expected is null ? [] : [$"{ClaimTypes.Name}={expected}"], claims.Where(claim => claim.StartsWith(ClaimTypes.Name + "=", StringComparison.Ordinal)));
    }

    public static TheoryData<string, string, string?> VerifiedAddresses => new()
    {
        { "verified", "true", "email_verified=true" },
        { "not verified", "false", "email_verified=false" },
        { "a text", "\"true\"", null },
        { "a number", "1", null },
        { "null", "null", null },
    };

    [Theory]
    [MemberData(nameof(VerifiedAddresses))]
    public async Task Whether_an_address_is_verified_is_what_the_domain_says_as_a_truth_value(string what, string value, string? expected)
    {
        await using var app = await ConnectApp.StartAsync();
        app.Domain.ChangeIdToken = claims => claims["email_verified"] = JsonNode.Parse(value);

        var claims = (await (await app.SignInAsync()).GetAsync("/claims")).Body.Split('\n');

        Assert.True(claims.SingleOrDefault(claim => claim.StartsWith("email_verified=", StringComparison.Ordinal)) == expected, what);
    }

    [Fact]
    public async Task The_first_sign_in_is_three_calls_and_every_other_is_one()
    {
        await using var app = await ConnectApp.StartAsync();

        await app.SignInAsync();
        Assert.Equal(
            ["/.well-known/openid-configuration", "/oauth2/jwks", "/oauth2/token"], app.Domain.Requests.Select(request => request.Path));
        app.Domain.Forget();

        await app.SignInAsync();
        Assert.Equal(["/oauth2/token"], app.Domain.Requests.Select(request => request.Path));
    }

    public static TheoryData<WorkOsClientAuthentication> Authentications => [.. Enum.GetValues<WorkOsClientAuthentication>()];

    [Theory]
    [MemberData(nameof(Authentications))]
    public async Task The_code_is_sent_as_a_form_with_the_proof_of_the_application(WorkOsClientAuthentication authentication)
    {
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings
        {
            Options = options =>
            {
                options.ClientAuthentication = authentication;
                options.ClientSecret = authentication == WorkOsClientAuthentication.None ? "" : options.ClientSecret;
                options.Resource = "https://api.acme.com/";
            },
        });
        await app.SignInAsync();

        var request = Assert.Single(app.Domain.TokenRequests);
        var form = new QueryCollection(QueryHelpers.ParseQuery(request.Body));
        Assert.Equal("application/x-www-form-urlencoded", request.ContentType);
        Assert.Equal("authorization_code", form["grant_type"]);
        Assert.Equal("https://app.example.com/signin-workos-connect", form["redirect_uri"]);
        Assert.Equal("https://api.acme.com/", form["resource"]);
        Assert.Equal(43, form["code_verifier"].ToString().Length);
        Assert.Equal(authentication == WorkOsClientAuthentication.SecretPost ? FakeAuthKitDomain.ClientSecret : "", form["client_secret"].ToString());
        Assert.Equal(authentication == WorkOsClientAuthentication.SecretBasic ? "" : FakeAuthKitDomain.ClientId, form["client_id"].ToString());
        Assert.Equal(
            authentication == WorkOsClientAuthentication.SecretBasic
                ? "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("client_connect_01:s3cr3t%2Fof%2Bthe%3Dapplication"))
                : null,
            request.Authorization);
    }

    [Fact]
    public async Task Without_PKCE_there_is_no_challenge_and_no_verifier()
    {
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings { Options = options => options.UsePkce = false });
        var browser = app.NewBrowser();

        var authorize = await browser.GetAsync("/secret");
        await browser.GetAsync(app.Domain.CallbackOf(authorize));

        Assert.Null(authorize.Query("code_challenge"));
        Assert.DoesNotContain("code_verifier", Assert.Single(app.Domain.TokenRequests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Userinfo_is_asked_only_where_the_app_wants_it()
    {
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings { Options = options => options.GetClaimsFromUserInfoEndpoint = true });
        var browser = await app.SignInAsync();

        Assert.Contains("Ada of Userinfo", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Assert.StartsWith("Bearer ey", Assert.Single(app.Domain.Requests, request => request.Path == "/oauth2/userinfo").Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another user")]
    [InlineData("no user")]
    [InlineData("no object")]
    public async Task Userinfo_of_somebody_else_is_refused(string answer)
    {
        var body = answer switch { "another user" => """{"sub":"user_other"}""", "no user" => "{}", _ => "[]" };
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings { Options = options => options.GetClaimsFromUserInfoEndpoint = true });
        app.Domain.Instead = request => Task.FromResult(request.Path == "/oauth2/userinfo" ? StubWorkOs.Json(body) : null);

        Assert.Equal(WorkOsFailureCodes.ProfileMissing, await app.FailSignInAsync());
    }

    [Fact]
    public async Task A_domain_without_an_endpoint_for_userinfo_cannot_be_asked_for_it()
    {
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings { Options = options => options.GetClaimsFromUserInfoEndpoint = true });
        app.Domain.Metadata.Remove("userinfo_endpoint");

        Assert.Equal(WorkOsFailureCodes.ProfileMissing, await app.FailSignInAsync());
    }

    [Fact]
    public async Task A_sign_in_without_an_organization_is_one_in_none()
    {
        await using var app = await ConnectApp.StartAsync();
        app.Domain.Organization = null;

        var browser = await app.SignInAsync();

        Assert.DoesNotContain("org_id", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("org_acme", null)]
    [InlineData("org_globex", WorkOsFailureCodes.OrganizationMismatch)]
    public async Task An_organization_that_was_asked_for_has_to_come_back(string asked, string? failure)
    {
        await using var app = await ConnectApp.StartAsync();

        Assert.Equal(failure, await app.FailSignInAsync("/challenge?organization=" + asked));
    }

    [Fact]
    public async Task No_organization_is_not_the_one_that_was_asked_for()
    {
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings { Options = options => options.Organization = "org_acme" });
        app.Domain.Organization = null;

        Assert.Equal(WorkOsFailureCodes.OrganizationMismatch, await app.FailSignInAsync());
    }

    private static readonly Dictionary<string, (JsonNode? Audience, string? Code)> Audiences = new(StringComparer.Ordinal)
    {
        ["the resource"] = ("https://api.acme.com/", null),
        ["a list of the resource"] = (new JsonArray("https://api.acme.com/"), null),
        ["without the slash"] = ("https://api.acme.com", WorkOsFailureCodes.TokenInvalid),
        ["in another case"] = ("https://API.acme.com/", WorkOsFailureCodes.TokenInvalid),
        ["another resource"] = ("https://other.acme.com/", WorkOsFailureCodes.TokenInvalid),
        ["the environment"] = ("client_environment", WorkOsFailureCodes.TokenInvalid),
        ["the application"] = (FakeAuthKitDomain.ClientId, WorkOsFailureCodes.TokenInvalid),
        ["the resource and another"] = (new JsonArray("https://api.acme.com/", "https://other.acme.com/"), WorkOsFailureCodes.TokenInvalid),
        ["none"] = (null, WorkOsFailureCodes.TokenInvalid),
    };

    public static TheoryData<string> AudienceNames => new(Audiences.Keys);

    [Theory]
    [MemberData(nameof(AudienceNames))]
    public async Task A_resource_that_was_asked_for_has_to_come_back(string name)
    {
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings { Options = options => options.Resource = "https://api.acme.com/" });
        var (audience, code) = Audiences[name];
        app.Domain.ChangeAccessToken = claims =>
        {
            claims.Remove("aud");
            if (audience is not null)
            {
                claims["aud"] = audience.DeepClone();
            }
        };

        Assert.Equal(code, await app.FailSignInAsync());
        if (code is not null)
        {
            Assert.Contains("expected is 'https://api.acme.com/' alone. Register that resource", Assert.Single(app.Logs.Failures).Text, StringComparison.Ordinal);
        }
    }

    private static readonly Dictionary<string, (Action<FakeAuthKitDomain> Break, string Code)> Answers = new(StringComparer.Ordinal)
    {
        ["no id_token"] = (domain => domain.ChangeAnswer = answer => answer.Remove("id_token"), WorkOsFailureCodes.TokenResponseInvalid),
        ["id_token null"] = (domain => domain.ChangeAnswer = answer => answer["id_token"] = null, WorkOsFailureCodes.TokenResponseInvalid),
        ["id_token a number"] = (domain => domain.ChangeAnswer = answer => answer["id_token"] = 1, WorkOsFailureCodes.TokenResponseInvalid),
        ["no access token"] = (domain => domain.ChangeAnswer = answer => answer.Remove("access_token"), WorkOsFailureCodes.TokenResponseInvalid),
        ["no token type"] = (domain => domain.ChangeAnswer = answer => answer.Remove("token_type"), WorkOsFailureCodes.TokenResponseInvalid),
        ["another token type"] = (domain => domain.ChangeAnswer = answer => answer["token_type"] = "DPoP", WorkOsFailureCodes.TokenResponseInvalid),
        ["the tokens exchanged"] = (domain => domain.ChangeAnswer = answer =>
            (answer["id_token"], answer["access_token"]) = (answer["access_token"]!.DeepClone(), answer["id_token"]!.DeepClone()), WorkOsFailureCodes.TokenInvalid),
        ["the id_token twice"] = (domain => domain.ChangeAnswer = answer => answer["access_token"] = answer["id_token"]!.DeepClone(), WorkOsFailureCodes.TokenInvalid),
        ["the access token twice"] = (domain => domain.ChangeAnswer = answer => answer["id_token"] = answer["access_token"]!.DeepClone(), WorkOsFailureCodes.TokenInvalid),
        ["an opaque access token"] = (domain => domain.ChangeAnswer = answer => answer["access_token"] = "opaque", WorkOsFailureCodes.TokenInvalid),
        ["id_token without nonce"] = (domain => domain.ChangeIdToken = claims => claims.Remove("nonce"), WorkOsFailureCodes.TokenInvalid),
        ["id_token for another application"] = (domain => domain.ChangeIdToken = claims => claims["aud"] = "client_other", WorkOsFailureCodes.TokenInvalid),
        ["id_token of another domain"] = (domain => domain.ChangeIdToken = claims => claims["iss"] = "https://evil.authkit.app", WorkOsFailureCodes.TokenInvalid),
        ["id_token expired"] = (domain => domain.ChangeIdToken = claims => claims["exp"] = 1, WorkOsFailureCodes.TokenInvalid),
        ["access token of another domain"] = (domain => domain.ChangeAccessToken = claims => claims["iss"] = "https://evil.authkit.app", WorkOsFailureCodes.TokenInvalid),
        ["access token of the API"] = (domain => domain.ChangeAccessToken = claims => claims["iss"] = "https://api.workos.com", WorkOsFailureCodes.TokenInvalid),
        ["access token of another application"] = (domain => domain.ChangeAccessToken = claims => claims["client_id"] = "client_other", WorkOsFailureCodes.TokenInvalid),
        ["access token without client"] = (domain => domain.ChangeAccessToken = claims => claims.Remove("client_id"), WorkOsFailureCodes.TokenInvalid),
        ["access token of another user"] = (domain => domain.ChangeAccessToken = claims => claims["sub"] = "user_other", WorkOsFailureCodes.TokenInvalid),
        ["access token without user"] = (domain => domain.ChangeAccessToken = claims => claims.Remove("sub"), WorkOsFailureCodes.TokenInvalid),
        ["access token expired"] = (domain => domain.ChangeAccessToken = claims => claims["exp"] = 1, WorkOsFailureCodes.TokenInvalid),
        ["access token without end"] = (domain => domain.ChangeAccessToken = claims => claims.Remove("exp"), WorkOsFailureCodes.TokenInvalid),
    };

    public static TheoryData<string> AnswerNames => new(Answers.Keys);

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public async Task An_answer_that_is_not_what_it_has_to_be_signs_nobody_in(string name)
    {
        await using var app = await ConnectApp.StartAsync();
        Answers[name].Break(app.Domain);

        Assert.Equal(Answers[name].Code, await app.FailSignInAsync());
        Assert.Equal(1, app.Domain.CountOf("/oauth2/token"));
        Assert.Single(app.Logs.Failures);
        Assert.All(app.Logs.Ours, line => Assert.DoesNotContain("eyJ", line.Everything, StringComparison.Ordinal));
    }

    private static readonly Dictionary<string, (string Path, Func<HttpResponseMessage> Answer, string Code, LogLevel Level)> Faults = new(StringComparer.Ordinal)
    {
        ["metadata 503"] = ("/.well-known/openid-configuration", () => StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable), WorkOsFailureCodes.DiscoveryUnavailable, LogLevel.Error),
        ["metadata unreachable"] = ("/.well-known/openid-configuration", () => throw new HttpRequestException(HttpRequestError.ConnectionError), WorkOsFailureCodes.DiscoveryUnavailable, LogLevel.Error),
        ["metadata 404"] = ("/.well-known/openid-configuration", () => StubWorkOs.Json("{}", HttpStatusCode.NotFound), WorkOsFailureCodes.DiscoveryInvalid, LogLevel.Error),
        ["metadata of another domain"] = ("/.well-known/openid-configuration", () => StubWorkOs.Json(MetadataDocument.With("issuer", "https://evil.authkit.app")), WorkOsFailureCodes.DiscoveryInvalid, LogLevel.Error),
        ["keys 503"] = ("/oauth2/jwks", () => StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable), WorkOsFailureCodes.DiscoveryUnavailable, LogLevel.Error),
        ["keys unreachable"] = ("/oauth2/jwks", () => throw new HttpRequestException(HttpRequestError.ConnectionError), WorkOsFailureCodes.DiscoveryUnavailable, LogLevel.Error),
        ["keys empty"] = ("/oauth2/jwks", () => StubWorkOs.Json("""{"keys":[]}"""), WorkOsFailureCodes.DiscoveryUnavailable, LogLevel.Error),
        ["token 503"] = ("/oauth2/token", () => StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable), WorkOsFailureCodes.TokenExchangeUnavailable, LogLevel.Error),
        ["token unreachable"] = ("/oauth2/token", () => throw new HttpRequestException(HttpRequestError.ConnectionError), WorkOsFailureCodes.TokenExchangeUnavailable, LogLevel.Error),
        ["token HTML"] = ("/oauth2/token", () => StubWorkOs.Html("<html></html>"), WorkOsFailureCodes.TokenResponseInvalid, LogLevel.Error),
        ["token invalid_grant"] = ("/oauth2/token", () => StubWorkOs.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest), WorkOsFailureCodes.TokenExchangeRejected, LogLevel.Warning),
        ["token invalid_client"] = ("/oauth2/token", () => StubWorkOs.Json("""{"error":"invalid_client"}""", HttpStatusCode.Unauthorized), WorkOsFailureCodes.TokenExchangeRejected, LogLevel.Error),
        ["token unauthorized"] = ("/oauth2/token", () => StubWorkOs.Json("""{"error":"unauthorized"}""", HttpStatusCode.BadRequest), WorkOsFailureCodes.TokenExchangeRejected, LogLevel.Error),
        ["token invalid_target"] = ("/oauth2/token", () => StubWorkOs.Json("""{"error":"invalid_target"}""", HttpStatusCode.BadRequest), WorkOsFailureCodes.TokenExchangeRejected, LogLevel.Error),
    };

    public static TheoryData<string> FaultNames => new(Faults.Keys);

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task A_fault_of_the_domain_ends_the_sign_in_with_its_reason(string name)
    {
        await using var app = await ConnectApp.StartAsync();
        var (path, answer, code, level) = Faults[name];
        app.Domain.Instead = request => Task.FromResult(request.Path == path ? answer() : null);

        Assert.Equal(code, await app.FailSignInAsync());
        Assert.Equal(level, Assert.Single(app.Logs.Failures).Level);
        Assert.Equal(path == "/oauth2/token" ? 1 : 0, app.Domain.TokenRequests.Count);
    }

    [Fact]
    public async Task A_handler_of_the_app_that_throws_while_keys_are_fetched_is_logged_by_its_exceptions_name_alone()
    {
        await using var app = await ConnectApp.StartAsync();
        app.Domain.Instead = request => request.Path == "/oauth2/jwks" ? throw new InvalidOperationException("secret-Zm9vYmFy") : Task.FromResult<HttpResponseMessage?>(null);

        await app.FailSignInAsync();

        Assert.Contains("InvalidOperationException", app.Logs.Named("DomainKeysUnavailable")[0].Text, StringComparison.Ordinal);
        Assert.All(app.Logs.Ours, line => Assert.DoesNotContain("Zm9vYmFy", line.Everything, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("access_denied", "access_denied")]
    [InlineData("invalid_scope", "invalid_scope")]
    [InlineData("invalid_target", "invalid_target")]
    [InlineData("server_error", "server_error")]
    public async Task An_error_of_the_domain_reaches_the_page(string error, string code)
    {
        await using var app = await ConnectApp.StartAsync();
        var browser = app.NewBrowser();
        var authorize = await browser.GetAsync("/secret");

        var back = await browser.GetAsync($"/signin-workos-connect?error={error}&state={Uri.EscapeDataString(authorize.Query("state")!)}");

        Assert.Equal(code, back.FailureCode);
        Assert.Empty(app.Domain.TokenRequests);
    }

    [Fact]
    public async Task While_metadata_and_keys_are_out_of_reach_the_last_ones_sign_users_in()
    {
        await using var app = await ConnectApp.StartAsync();
        await app.SignInAsync();
        app.Domain.Instead = request => Task.FromResult(
            request.Path == "/oauth2/token" ? null : StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable));

        app.Clock.Advance(TimeSpan.FromHours(20));

        Assert.Equal(FakeAuthKitDomain.UserId, (await (await app.SignInAsync()).GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_sign_out_is_local_and_revokes_nothing_where_nothing_is_advertised()
    {
        await using var app = await ConnectApp.StartAsync();
        var browser = await app.SignInAsync();
        app.Domain.Forget();

        var answer = await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body));

        Assert.Equal("/", answer.Location);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Empty(app.Domain.Requests);
    }
}
