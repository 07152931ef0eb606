using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using WorkOs.AspNetCore.Tests.Tokens.IdTokens;

namespace WorkOs.AspNetCore.Tests.Tokens.SecondOpinion;

/// <summary>
/// Microsoft's validator of tokens and its validator of the OpenID Connect protocol judge the same id_tokens, right and wrong: whatever they
/// refuse is refused here. What is refused here and accepted there is listed, with the reason.
/// </summary>
[Trait("Room", "Tokens")]
public sealed class IdTokenOpinionTests
{
    private static readonly Mutation[] Mutations =
    [
        .. Mutation.All,
        new("nonce of another sign-in", static draft => draft.Set("nonce", "\"another\"")),
        new("nonce absent", static draft => draft.Set("nonce", null)),
        new("nonce empty", static draft => draft.Set("nonce", "\"\"")),
        new("nonce a number", static draft => draft.Set("nonce", "1")),
        new("azp", static draft => draft.Set("azp", $"\"{IdTokenForge.ClientId}\"")),
        new("azp of another application", static draft => draft.Set("azp", "\"client_other\"")),
        new("at_hash", static draft => draft.Set("at_hash", $"\"{IdTokenForge.AccessTokenHash}\"")),
        new("at_hash of another token", static draft => draft.Set("at_hash", "\"AAAAAAAAAAAAAAAAAAAAAA\"")),
    ];

    /// <summary>What Microsoft's validators accept, as they are set up here, and this package does not.</summary>
    private static readonly Dictionary<string, string> Stricter = new(StringComparer.Ordinal)
    {
        ["a name twice"] = "a name that occurs twice lets two readers see two tokens",
        ["aud one of several"] = "a token that is for others as well may be used by them, and none of them is trusted (OpenID Connect Core 3.1.3.7, point 3)",
        ["claims nested deeply"] = "at most 32 levels are read",
        ["client_id \"\""] = "a token that names its application is an access token: both kinds have the same keys and issuer",
        ["client_id 1"] = "a token that names its application is an access token: both kinds have the same keys and issuer",
        ["client_id null"] = "a token that names its application is an access token: both kinds have the same keys and issuer",
        ["exp \"1768478700\""] = "a date is a number (RFC 7519, section 2)",
        ["exp twice"] = "a name that occurs twice lets two readers see two tokens",
        ["header b64 false"] = "a header that asks for other processing is refused (RFC 7515, section 4.1.11)",
        ["header crit [\"exp\"]"] = "a header that asks for other processing is refused (RFC 7515, section 4.1.11)",
        ["header cty \"JWT\""] = "a header that asks for other processing is refused (RFC 7515, section 4.1.11)",
        ["header enc \"A128GCM\""] = "a header that asks for other processing is refused (RFC 7515, section 4.1.11)",
        ["header kid \"\""] = "the key that is named verifies the token, and no other is tried",
        ["header kid \"another\""] = "the key that is named verifies the token, and no other is tried",
        ["header typ \"JWE\""] = "another type is another kind of token (RFC 8725, section 3.11)",
        ["header typ \"dpop+jwt\""] = "another type is another kind of token (RFC 8725, section 3.11)",
        ["header typ \"id_token\""] = "another type is another kind of token (RFC 8725, section 3.11)",
        ["header zip \"DEF\""] = "a header that asks for other processing is refused (RFC 7515, section 4.1.11)",
        ["iat 1768482000"] = "a token is not issued in the future",
        ["iss twice, the good one last"] = "a name that occurs twice lets two readers see two tokens",
        ["nbf -1"] = "a date is not before 1970",
        ["sub 1"] = "a subject is a text (OpenID Connect Core, section 2)",
        ["sub twice"] = "a name that occurs twice lets two readers see two tokens",
        ["typ at+jwt"] = "an access token says so (RFC 9068, section 2.1)",
    };

    private static readonly TokenValidationParameters Parameters = Comparison.Parameters(IdTokenForge.Issuer, IdTokenForge.ClientId);
    private static readonly Comparison Opinions = new(seed: 20261122, Mutations, Stricter);

    private static IdTokenExpectation Expected { get; } = IdTokenExpectation.OfSignIn(IdTokenForge.AccessToken, IdTokenForge.Nonce);

    [Fact]
    public async Task Fifty_thousand_id_tokens_and_none_is_accepted_that_Microsofts_validators_refuse()
    {
        var ours = IdTokenForge.Validator();

        await Opinions.AssertAsync(
            static _ => IdTokenForge.Claims(),
            async (token, cancellationToken) => await ours.ValidateAsync(token, Expected, cancellationToken) is { Succeeded: false } outcome ? outcome.Refusal : null,
            IsAcceptedByMicrosoftAsync);
    }

    [Fact]
    public Task Each_difference_that_is_listed_is_one() => Opinions.AssertListAsync(async mutation =>
    {
        var token = Comparison.Forge(IdTokenForge.Claims(), [mutation]);

        Assert.True(await IsAcceptedByMicrosoftAsync(token), mutation.Name);
        Assert.False((await IdTokenForge.Validator().ValidateAsync(token, Expected, CancellationToken.None)).Succeeded, mutation.Name);
    });

    private static async Task<bool> IsAcceptedByMicrosoftAsync(string token)
    {
        if (!(await new JsonWebTokenHandler().ValidateTokenAsync(token, Parameters)).IsValid)
        {
            return false;
        }

        try
        {
            new OpenIdConnectProtocolValidator { RequireTimeStampInNonce = false }.ValidateTokenResponse(new OpenIdConnectProtocolValidationContext
            {
                ClientId = IdTokenForge.ClientId,
                Nonce = IdTokenForge.Nonce,
                ProtocolMessage = new OpenIdConnectMessage { IdToken = token, AccessToken = IdTokenForge.AccessToken },
                ValidatedIdToken = new JwtSecurityToken(token),
            });
            return true;
        }
        catch (Exception exception) when (exception is OpenIdConnectProtocolException or ArgumentException)
        {
            // The latter is how the reader that the protocol's validator needs refuses what the other one reads.
            return false;
        }
    }
}
