using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens;

/// <summary>The examples of RFC 7515 and RFC 7519, as printed there.</summary>
[Trait("Room", "Tokens")]
public class RfcVectorTests
{
    // The claims set of RFC 7519 section 3.1, with the line breaks that it has there.
    private const string Claims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string Rs256 = "eyJhbGciOiJSUzI1NiJ9." + Claims
        + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4"
        + "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
        + "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    private const string Hs256 = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + Claims + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private const string Hs256Key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

    private const string Unsecured = "eyJhbGciOiJub25lIn0." + Claims + ".";

    private const string KeySet = """
        {"keys":[{"kty":"RSA","kid":"rfc7515-a2","e":"AQAB",
          "n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}]}
        """;

    private static readonly DateTimeOffset Expiry = DateTimeOffset.FromUnixTimeSeconds(1300819380);

    [Fact]
    public async Task RFC_7515_A_2_is_accepted_while_it_lasts()
    {
        var outcome = await Validate(Rs256, Expiry);

        Assert.Equal(WorkOsTokenFailure.None, outcome.Failure);
        Assert.Equal("joe", outcome.Token!.Issuer);
        Assert.Equal(Expiry, outcome.Token.ExpiresAt);
        Assert.Equal(new TokenClaim("http://example.com/is_root", "true", "http://www.w3.org/2001/XMLSchema#boolean"), Assert.Single(outcome.Token.Claims));
    }

    [Fact]
    public async Task RFC_7515_A_2_has_expired_since()
    {
        Assert.Equal(WorkOsTokenFailure.Expired, (await Validate(Rs256, Expiry + TimeSpan.FromSeconds(30))).Failure);
    }

    [Fact]
    public async Task RFC_7515_A_2_with_one_letter_changed_is_refused()
    {
        var changed = "eyJhbGciOiJSUzI1NiJ9." + Claims[..^1] + "g" + Rs256[Rs256.LastIndexOf('.')..];

        Assert.Equal(WorkOsTokenFailure.InvalidSignature, (await Validate(changed, Expiry)).Failure);
    }

    [Fact]
    public async Task RFC_7519_3_1_is_genuine_but_not_RS256()
    {
        var lastDot = Hs256.LastIndexOf('.');
        var mac = HMACSHA256.HashData(Base64Url.DecodeFromChars(Hs256Key), Encoding.ASCII.GetBytes(Hs256[..lastDot]));
        Assert.Equal(Hs256[(lastDot + 1)..], Base64Url.EncodeToString(mac));

        Assert.Equal(WorkOsTokenFailure.UnsupportedAlgorithm, (await Validate(Hs256, Expiry)).Failure);
    }

    [Fact]
    public async Task RFC_7519_6_1_is_unsecured_and_refused()
    {
        Assert.Equal(WorkOsTokenFailure.UnsupportedAlgorithm, (await Validate(Unsecured, Expiry)).Failure);
    }

    [Theory]
    [InlineData("""{"alg":"RSA1_5","enc":"A128CBC-HS256"}""")]
    [InlineData("""{"alg":"RSA1_5","enc":"A128CBC-HS256","cty":"JWT"}""")]
    public async Task The_encrypted_and_the_nested_example_of_RFC_7519_A_are_refused_by_their_five_parts(string header)
    {
        Assert.Equal(WorkOsTokenFailure.Encrypted, (await Validate(TokenForge.Encode(header) + ".AA.AxY8DCtDaGlsbGljb3RoZQ.AA.fiK51VwhsxJ-siBMR-YFiA", Expiry)).Failure);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("HS256")]
    [InlineData("none")]
    public void The_claims_of_RFC_7519_3_1_are_read_as_they_are_meant(string algorithm)
    {
        var token = algorithm switch
        {
            "RS256" => Rs256,
            "HS256" => Hs256,
            _ => Unsecured,
        };

        var read = AccessTokenValidator.ReadFromTokenEndpoint(token);

        Assert.NotNull(read);
        Assert.Equal(("joe", Expiry), (read.Issuer, read.ExpiresAt));
        Assert.Equal("http://example.com/is_root", Assert.Single(read.Claims).Name);
    }

    private static async Task<TokenValidation> Validate(string token, DateTimeOffset now)
    {
        var settings = new TokenValidationSettings
        {
            Issuers = ["joe"],
            RequireSubject = false,
            RequireSession = false,
            TimeProvider = new FakeClock(now),
        };
        return await TokenForge.Validator(settings, KeySet).ValidateAsync(token, CancellationToken.None);
    }
}
