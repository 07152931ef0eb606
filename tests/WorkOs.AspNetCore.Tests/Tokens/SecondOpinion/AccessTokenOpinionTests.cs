using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WorkOs.AspNetCore.Tests.Bearer;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens.SecondOpinion;

/// <summary>
/// Microsoft's validator judges the same access tokens of an AuthKit domain, right and wrong: whatever it refuses is refused here. What is
/// refused here and accepted there is listed, with the reason.
/// </summary>
[Trait("Room", "Tokens")]
public sealed class AccessTokenOpinionTests
{
    /// <summary>What Microsoft's validator accepts, as it is set up here, and this package does not.</summary>
    private static readonly Dictionary<string, string> Stricter = new(StringComparer.Ordinal)
    {
        ["a name twice"] = "a name that occurs twice lets two readers see two tokens",
        ["act \"admin@example.com\""] = "an impersonator who cannot be named is not overlooked (RFC 8693, section 4.1)",
        ["act {}"] = "an impersonator who cannot be named is not overlooked (RFC 8693, section 4.1)",
        ["aud \"https://api.example.com/mcp/\""] = "audiences are compared byte for byte: a slash at the end is another resource",
        ["aud of the other kind"] = "a user has the audience of the resource, a machine that of the environment",
        ["claims followed by others"] = "nothing may follow the claims",
        ["claims nested deeply"] = "at most 32 levels are read",
        ["claims with text behind them"] = "nothing may follow the claims",
        ["client_id \"\""] = "an access token names its application; an ID token does not",
        ["client_id 1"] = "an access token names its application; an ID token does not",
        ["client_id absent"] = "an access token names its application; an ID token does not",
        ["client_id null"] = "an access token names its application; an ID token does not",
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
        ["org_id []"] = "an identifier is a text",
        ["padding"] = "base64url has no padding (RFC 7515, section 2)",
        ["sid \"\""] = "a user has a consent, and a machine has none",
        ["sid \"session_01\""] = "a user has a consent, and a machine has none",
        ["sid 1"] = "a user has a consent, and a machine has none",
        ["sid absent"] = "a user has a consent, and a machine has none",
        ["sid null"] = "a user has a consent, and a machine has none",
        ["sub \"\""] = "a subject is a text, and of a user not the application",
        ["sub \"client_application_01\""] = "a subject is a text, and of a user not the application",
        ["sub 1"] = "a subject is a text, and of a user not the application",
        ["sub absent"] = "a subject is a text, and of a user not the application",
        ["sub null"] = "a subject is a text, and of a user not the application",
        ["sub twice"] = "a name that occurs twice lets two readers see two tokens",
    };

    private static readonly TokenValidationParameters Parameters = Comparison.Parameters(ConnectForge.Domain, ConnectForge.Resource, TokenForge.ClientId);
    private static readonly Comparison Opinions = new(seed: 20261121, Mutation.All, Stricter);

    [Fact]
    public async Task Fifty_thousand_tokens_and_none_is_accepted_that_Microsofts_validator_refuses()
    {
        var ours = TokenForge.Validator(Settings());

        await Opinions.AssertAsync(
            static random => random.Next(3) == 0 ? ConnectForge.MachineClaims() : ConnectForge.UserClaims(),
            async (token, cancellationToken) => await ours.ValidateAsync(token, cancellationToken) is { Succeeded: false } outcome ? outcome.Failure.ToString() : null,
            IsAcceptedByMicrosoftAsync);
    }

    [Fact]
    public Task Each_difference_that_is_listed_is_one() => Opinions.AssertListAsync(async mutation =>
        Assert.True(
            await DiffersAsync(Comparison.Forge(ConnectForge.UserClaims(), [mutation])) || await DiffersAsync(Comparison.Forge(ConnectForge.MachineClaims(), [mutation])),
            mutation.Name));

    private static async Task<bool> DiffersAsync(string token) =>
        await IsAcceptedByMicrosoftAsync(token) && !(await TokenForge.Validator(Settings()).ValidateAsync(token, CancellationToken.None)).Succeeded;

    private static async Task<bool> IsAcceptedByMicrosoftAsync(string token) => (await new JsonWebTokenHandler().ValidateTokenAsync(token, Parameters)).IsValid;

    private static TokenValidationSettings Settings() => new()
    {
        Issuers = [ConnectForge.Domain],
        Connect = new ConnectTokenRules { UserAudiences = [ConnectForge.Resource], MachineAudiences = [TokenForge.ClientId] },
        RequireSession = false,
        TimeProvider = new FakeClock(),
    };
}
