using System.Collections.Concurrent;
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
    private const int Count = 50_000;
    private const int Seed = 20261121;

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

    private static readonly TokenValidationParameters Parameters = new()
    {
        ValidIssuer = ConnectForge.Domain,
        ValidAudiences = [ConnectForge.Resource, TokenForge.ClientId],
        IssuerSigningKeys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(TokenForge.KeySet).GetSigningKeys(),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ClockSkew = TimeSpan.FromSeconds(30),

        // The clock of the tests stands still, and Microsoft's cannot be set.
        LifetimeValidator = static (notBefore, expires, _, parameters) =>
            expires is { } end && end > At - parameters.ClockSkew && (notBefore is not { } start || start <= At + parameters.ClockSkew),
    };

    private static DateTime At => DateTime.UnixEpoch.AddSeconds(TokenForge.Now);

    [Fact]
    public async Task Fifty_thousand_tokens_and_none_is_accepted_that_Microsofts_validator_refuses()
    {
        var theirs = new JsonWebTokenHandler();
        var ours = TokenForge.Validator(Settings());
        var foreignSignature = TokenForge.Good().Split('.')[2];
        var accepted = 0;
        var lenient = new ConcurrentBag<string>();
        var stricter = new ConcurrentDictionary<string, WorkOsTokenFailure>(StringComparer.Ordinal);

        await Parallel.ForAsync(0, Count, async (number, cancellationToken) =>
        {
            var (token, mutations) = Make(number, foreignSignature);
            var outcome = await ours.ValidateAsync(token, cancellationToken);
            var isValidThere = (await theirs.ValidateTokenAsync(token, Parameters)).IsValid;
            if (outcome.Succeeded)
            {
                Interlocked.Increment(ref accepted);
                if (!isValidThere)
                {
                    lenient.Add($"{number}: {string.Join(" + ", mutations)}");
                }
            }
            else if (isValidThere && !mutations.Exists(Stricter.ContainsKey))
            {
                stricter.TryAdd(string.Join(" + ", mutations), outcome.Failure);
            }
        });

        Assert.Empty(lenient);
        Assert.True(stricter.IsEmpty, string.Join('\n', stricter.OrderBy(static difference => difference.Key, StringComparer.Ordinal).Select(static difference => $"[\"{difference.Key}\"] = \"{difference.Value}\",")));
        Assert.InRange(accepted, Count / 20, Count / 2);
    }

    [Fact]
    public async Task Each_difference_that_is_listed_is_one()
    {
        var theirs = new JsonWebTokenHandler();
        foreach (var mutation in Mutation.All.Where(static mutation => Stricter.ContainsKey(mutation.Name)))
        {
            var users = Build([mutation], isMachine: false);
            var machines = Build([mutation], isMachine: true);

            Assert.True(await DiffersAsync(users) || await DiffersAsync(machines), mutation.Name);
        }

        Assert.Empty(Stricter.Keys.Except(Mutation.All.Select(static mutation => mutation.Name), StringComparer.Ordinal));

        async Task<bool> DiffersAsync(string token) =>
            (await theirs.ValidateTokenAsync(token, Parameters)).IsValid && !(await TokenForge.Validator(Settings()).ValidateAsync(token, CancellationToken.None)).Succeeded;
    }

    private static (string Token, List<string> Mutations) Make(int number, string foreignSignature)
    {
        var random = new Random(Seed + number);
        Mutation[] mutations = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Mutation.All[random.Next(Mutation.All.Count)]).Distinct()];
        return (Build(mutations, isMachine: random.Next(3) == 0, foreignSignature), [.. mutations.Select(static mutation => mutation.Name)]);
    }

    private static string Build(IEnumerable<Mutation> mutations, bool isMachine, string foreignSignature = "x")
    {
        var draft = new Draft();
        draft.SetHeader("alg", "\"RS256\"");
        draft.SetHeader("kid", $"\"{TokenForge.KeyId}\"");
        foreach (var (name, value) in isMachine ? ConnectForge.MachineClaims() : ConnectForge.UserClaims())
        {
            draft.Set(name, value!.ToJsonString());
        }

        foreach (var mutation in mutations)
        {
            mutation.ApplyTo(draft);
        }

        return draft.Build(foreignSignature);
    }

    private static TokenValidationSettings Settings() => new()
    {
        Issuers = [ConnectForge.Domain],
        Connect = new ConnectTokenRules { UserAudiences = [ConnectForge.Resource], MachineAudiences = [TokenForge.ClientId] },
        RequireSession = false,
        TimeProvider = new FakeClock(),
    };
}
