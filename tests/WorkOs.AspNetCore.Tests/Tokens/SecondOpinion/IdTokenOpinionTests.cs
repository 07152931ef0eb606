using System.Collections.Concurrent;
using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using WorkOs.AspNetCore.Tests.Tokens.IdTokens;

namespace WorkOs.AspNetCore.Tests.Tokens.SecondOpinion;

/// <summary>
/// Microsoft's validator of tokens and its validator of the OpenID Connect protocol judge the same id_tokens, right and wrong: whatever they
/// refuse is refused here.
/// </summary>
[Trait("Room", "Tokens")]
public sealed class IdTokenOpinionTests
{
    private const int Count = 50_000;
    private const int Seed = 20261122;

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

    private static readonly TokenValidationParameters Parameters = new()
    {
        ValidIssuer = IdTokenForge.Issuer,
        ValidAudience = IdTokenForge.ClientId,
        IssuerSigningKeys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(TokenForge.KeySet).GetSigningKeys(),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ClockSkew = TimeSpan.FromSeconds(30),

        // The clock of the tests stands still, and Microsoft's cannot be set.
        LifetimeValidator = static (notBefore, expires, _, parameters) =>
            expires is { } end && end > At - parameters.ClockSkew && (notBefore is not { } start || start <= At + parameters.ClockSkew),
    };

    private static DateTime At => DateTime.UnixEpoch.AddSeconds(TokenForge.Now);

    [Fact]
    public async Task Fifty_thousand_id_tokens_and_none_is_accepted_that_Microsofts_validators_refuse()
    {
        var ours = IdTokenForge.Validator();
        var expected = IdTokenExpectation.OfSignIn(IdTokenForge.AccessToken, IdTokenForge.Nonce);
        var foreignSignature = TokenForge.Good().Split('.')[2];
        var accepted = 0;
        var lenient = new ConcurrentBag<string>();

        await Parallel.ForAsync(0, Count, async (number, cancellationToken) =>
        {
            var (token, mutations) = Make(number, foreignSignature);
            if (!(await ours.ValidateAsync(token, expected, cancellationToken)).Succeeded)
            {
                return;
            }

            Interlocked.Increment(ref accepted);
            if (!await IsAcceptedByMicrosoftAsync(token))
            {
                lenient.Add($"{number}: {mutations}");
            }
        });

        Assert.Empty(lenient);
        Assert.InRange(accepted, Count / 20, Count / 2);
    }

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
        catch (OpenIdConnectProtocolException)
        {
            return false;
        }
    }

    private static (string Token, string Mutations) Make(int number, string foreignSignature)
    {
        var random = new Random(Seed + number);
        Mutation[] mutations = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Mutations[random.Next(Mutations.Length)]).Distinct()];
        var draft = new Draft();
        draft.SetHeader("alg", "\"RS256\"");
        draft.SetHeader("kid", $"\"{TokenForge.KeyId}\"");
        foreach (var (name, value) in IdTokenForge.Claims())
        {
            draft.Set(name, value!.ToJsonString());
        }

        foreach (var mutation in mutations)
        {
            mutation.ApplyTo(draft);
        }

        return (draft.Build(foreignSignature), string.Join(" + ", mutations.Select(static mutation => mutation.Name)));
    }
}
