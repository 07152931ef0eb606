using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens;

[Trait("Room", "Tokens")]
public class AccessTokenValidatorTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_good_token_is_read()
    {
        var payload = TokenForge.PayloadWith($$""","auth_time":{{TokenForge.Now - 60}},"nbf":{{TokenForge.Now}},"aud":["a","b"],"act":{"sub":"admin@example.com"}""");

        var outcome = await TokenForge.Validator().ValidateAsync(TokenForge.Sign(TokenForge.Header, payload), CancellationToken.None);

        var token = outcome.Token;
        Assert.NotNull(token);
        Assert.Equal(TokenForge.Issuer, token.Issuer);
        Assert.Equal("user_01", token.Subject);
        Assert.Equal("session_01", token.SessionId);
        Assert.Equal("org_01", token.OrganizationId);
        Assert.Equal("admin@example.com", token.Actor);
        Assert.Equal(["a", "b"], token.Audiences);
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromMinutes(5), token.ExpiresAt);
        Assert.Equal(_clock.GetUtcNow(), token.IssuedAt);
        Assert.Equal(_clock.GetUtcNow(), token.NotBefore);
        Assert.Equal(_clock.GetUtcNow() - TimeSpan.FromMinutes(1), token.AuthenticatedAt);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"sso_oidc_key_pair_01H"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","typ":"jwt"}""")]
    [InlineData("""{"alg":"RS256","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"RS256","typ":"AT+JWT"}""")]
    [InlineData("""{"alg":"RS256","typ":"application/at+jwt"}""")]
    [InlineData("""{"alg":"RS256","typ":"application/JWT"}""")]
    [InlineData("""{ "typ" : "JWT" , "alg" : "RS256" }""")]
    [InlineData("""{"alg":"RS256","jku":"https://evil.example/jwks"}""")]
    [InlineData("""{"alg":"RS256","jwk":{"kty":"oct","k":"AA","alg":"HS256"}}""")]
    [InlineData("""{"alg":"RS256","x5c":["MIIB"],"x5t#S256":"AA"}""")]
    [InlineData("""{"alg":"RS256","something":"new"}""")]
    public async Task A_header_that_says_nothing_wrong_is_accepted(string header)
    {
        Assert.Equal(WorkOsTokenFailure.None, await TokenForge.FailureOf(TokenForge.Sign(header, TokenForge.Payload)));
    }

    [Theory]
    [InlineData("https://api.workos.com")]
    [InlineData("https://api.workos.com/")]
    [InlineData("https://api.workos.com/user_management/client_01HXYZ")]
    public async Task Each_issuer_that_WorkOS_uses_for_a_client_is_accepted(string issuer)
    {
        var token = TokenForge.Sign(TokenForge.Header, $$"""{"iss":"{{issuer}}","sub":"user_01","sid":"session_01","exp":{{TokenForge.Now + 1}}}""");

        Assert.Equal(WorkOsTokenFailure.None, await TokenForge.FailureOf(token));
    }

    [Theory]
    [InlineData("https://auth.example.com")]
    [InlineData("https://auth.example.com/")]
    public void The_default_issuers_do_not_depend_on_a_slash_behind_the_base_address(string baseAddress)
    {
        Assert.Equal(
            ["https://auth.example.com", "https://auth.example.com/", "https://auth.example.com/user_management/client_1"],
            TokenValidationSettings.DefaultIssuers(baseAddress, "client_1"));
    }

    [Fact]
    public async Task Issuers_can_be_replaced()
    {
        var settings = new TokenValidationSettings { Issuers = ["https://other.example"], TimeProvider = _clock };

        Assert.Equal(WorkOsTokenFailure.InvalidIssuer, await TokenForge.FailureOf(TokenForge.Good(), settings));
    }

    [Theory]
    [InlineData("""
        ,"aud":"api"
        """, WorkOsTokenFailure.None)]
    [InlineData("""
        ,"aud":["other","api"]
        """, WorkOsTokenFailure.None)]
    [InlineData("", WorkOsTokenFailure.InvalidAudience)]
    [InlineData("""
        ,"aud":[]
        """, WorkOsTokenFailure.InvalidAudience)]
    [InlineData("""
        ,"aud":"API"
        """, WorkOsTokenFailure.InvalidAudience)]
    [InlineData("""
        ,"aud":["apis","ap"]
        """, WorkOsTokenFailure.InvalidAudience)]
    public async Task An_audience_is_compared_where_one_is_asked_for(string audience, WorkOsTokenFailure expected)
    {
        var settings = new TokenValidationSettings { Issuers = [TokenForge.Issuer], Audiences = ["api", "second"], TimeProvider = _clock };

        Assert.Equal(expected, await TokenForge.FailureOf(TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(audience)), settings));
    }

    [Theory]
    [InlineData("""
        ,"aud":"anything"
        """)]
    [InlineData("")]
    public async Task An_audience_is_not_looked_at_where_none_is_asked_for(string audience)
    {
        Assert.Equal(WorkOsTokenFailure.None, await TokenForge.FailureOf(TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(audience))));
    }

    [Fact]
    public async Task A_token_expires_once_the_clock_passes_its_end_and_the_skew()
    {
        var validator = TokenForge.Validator(TokenForge.Settings(_clock));

        _clock.Advance(TimeSpan.FromSeconds(329));
        Assert.True((await validator.ValidateAsync(TokenForge.Good(), CancellationToken.None)).Succeeded);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(WorkOsTokenFailure.Expired, (await validator.ValidateAsync(TokenForge.Good(), CancellationToken.None)).Failure);
    }

    [Theory]
    [InlineData("""
        ,"nbf":1768478430
        """)]
    [InlineData("""
        ,"nbf":1768478429.999
        """)]
    [InlineData("""
        ,"nbf":0
        """)]
    public async Task A_token_that_starts_within_the_skew_is_accepted(string notBefore)
    {
        Assert.Equal(WorkOsTokenFailure.None, await TokenForge.FailureOf(TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(notBefore))));
    }

    [Theory]
    [InlineData("1768478400.5")]
    [InlineData("1768478371")]
    [InlineData("253402300799")]
    [InlineData("253402300799.9")]
    public async Task An_expiry_may_have_a_fraction_and_lie_at_the_end_of_the_calendar(string expiry)
    {
        var token = TokenForge.Sign(TokenForge.Header, $$"""{"iss":"{{TokenForge.Issuer}}","sub":"user_01","sid":"session_01","exp":{{expiry}}}""");
        var expected = expiry == "253402300799.9" ? WorkOsTokenFailure.Malformed : WorkOsTokenFailure.None;

        Assert.Equal(expected, await TokenForge.FailureOf(token));
    }

    [Fact]
    public async Task A_token_without_a_key_id_is_refused_where_several_keys_are_published()
    {
        var several = TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.Key, "one"), TokenForge.Jwk(TokenForge.StrangerKey, "two"));

        Assert.Equal(WorkOsTokenFailure.UnknownKey, await TokenForge.FailureOf(TokenForge.Sign("""{"alg":"RS256"}""", TokenForge.Payload), keySet: several));
    }

    [Fact]
    public async Task Each_of_several_keys_verifies_what_it_signed_and_nothing_else()
    {
        var several = TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.Key, "one"), TokenForge.Jwk(TokenForge.StrangerKey, "two"));
        string Signed(string id) => TokenForge.Sign($$"""{"alg":"RS256","kid":"{{id}}"}""", TokenForge.Payload);

        Assert.Equal(WorkOsTokenFailure.None, await TokenForge.FailureOf(Signed("one"), keySet: several));
        Assert.Equal(WorkOsTokenFailure.InvalidSignature, await TokenForge.FailureOf(Signed("two"), keySet: several));
    }

    [Fact]
    public async Task Many_tokens_at_once_are_each_judged_rightly()
    {
        var validator = TokenForge.Validator();
        var good = TokenForge.Good();
        var forged = HostileToken.All["signed by a stranger under our key's name"].Make();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () =>
            (Good: i % 2 == 0, (await validator.ValidateAsync(i % 2 == 0 ? good : forged, CancellationToken.None)).Succeeded))));

        Assert.All(outcomes, outcome => Assert.Equal(outcome.Good, outcome.Succeeded));
    }

    [Fact]
    public void A_token_from_the_token_endpoint_is_read_without_a_key()
    {
        var token = AccessTokenValidator.ReadFromTokenEndpoint(TokenForge.Sign("{}", TokenForge.Payload, TokenForge.StrangerKey));

        Assert.Equal("user_01", token?.Subject);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("e30.!!!!.AA")]
    [InlineData("e30.W10.AA")]
    [InlineData("e30.e30=.AA")]
    [InlineData("e30.e30.\u00E9")]
    [InlineData("e30.e30.e30.e30.e30")]
    public void Nonsense_from_the_token_endpoint_is_refused(string token) => Assert.Null(AccessTokenValidator.ReadFromTokenEndpoint(token));

    [Fact]
    public void A_token_from_the_token_endpoint_has_the_same_limit_of_length()
    {
        Assert.NotNull(AccessTokenValidator.ReadFromTokenEndpoint(TokenOf(length: 16_384)));
        Assert.Null(AccessTokenValidator.ReadFromTokenEndpoint(TokenOf(length: 16_385)));

        static string TokenOf(int length) => "e30.e30.".PadRight(length, 'A');
    }
}
