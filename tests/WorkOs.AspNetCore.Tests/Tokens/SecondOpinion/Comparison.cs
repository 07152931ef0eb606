using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace WorkOs.AspNetCore.Tests.Tokens.SecondOpinion;

/// <summary>Has this package and Microsoft's validators judge the same tokens, right and wrong, which a seed decides.</summary>
/// <param name="seed">The seed. With it, the tokens are the same in every run, but for times and keys.</param>
/// <param name="mutations">What can be wrong with a token.</param>
/// <param name="stricter">The names of the mutations that are refused here alone, with the reason.</param>
internal sealed class Comparison(int seed, IReadOnlyList<Mutation> mutations, IReadOnlyDictionary<string, string> stricter)
{
    private const int Count = 50_000;

    private static DateTime At => DateTime.UnixEpoch.AddSeconds(TokenForge.Now);

    /// <summary>How Microsoft's validator is set up to demand the same.</summary>
    public static TokenValidationParameters Parameters(string issuer, params string[] audiences) => new()
    {
        ValidIssuer = issuer,
        ValidAudiences = audiences,
        IssuerSigningKeys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(TokenForge.KeySet).GetSigningKeys(),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ClockSkew = TimeSpan.FromSeconds(30),

        // The clock of the tests stands still, and Microsoft's cannot be set.
        LifetimeValidator = static (notBefore, expires, _, parameters) =>
            expires is { } end && end > At - parameters.ClockSkew && (notBefore is not { } start || start <= At + parameters.ClockSkew),
    };

    /// <summary>A signed token with these claims, changed by mutations.</summary>
    public static string Forge(JsonObject claims, IEnumerable<Mutation> mutations, string foreignSignature = "x")
    {
        var draft = new Draft();
        draft.SetHeader("alg", "\"RS256\"");
        draft.SetHeader("kid", $"\"{TokenForge.KeyId}\"");
        foreach (var (name, value) in claims)
        {
            draft.Set(name, value!.ToJsonString());
        }

        foreach (var mutation in mutations)
        {
            mutation.ApplyTo(draft);
        }

        return draft.Build(foreignSignature);
    }

    /// <summary>Asserts that nothing is accepted here that is refused there, and that the differences the other way are those that are listed.</summary>
    /// <param name="claims">The claims of a token.</param>
    /// <param name="findRefusal">Why this package refuses a token; <see langword="null"/> where it accepts it.</param>
    /// <param name="isAcceptedThere">Whether Microsoft's validators accept it.</param>
    public async Task AssertAsync(
        Func<Random, JsonObject> claims, Func<string, CancellationToken, Task<string?>> findRefusal, Func<string, Task<bool>> isAcceptedThere)
    {
        var foreignSignature = TokenForge.Good().Split('.')[2];
        var accepted = 0;
        var lenient = new ConcurrentBag<string>();
        var differences = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);

        await Parallel.ForAsync(0, Count, async (number, cancellationToken) =>
        {
            var random = new Random(seed + number);
            Mutation[] chosen = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => mutations[random.Next(mutations.Count)]).Distinct()];
            var token = Forge(claims(random), chosen, foreignSignature);
            var names = string.Join(" + ", chosen.Select(static mutation => mutation.Name));
            var refusal = await findRefusal(token, cancellationToken);
            var isValidThere = await isAcceptedThere(token);
            if (refusal is null)
            {
                Interlocked.Increment(ref accepted);
                if (!isValidThere)
                {
                    lenient.Add($"{number}: {names}");
                }
            }
            else if (isValidThere && !chosen.Any(mutation => stricter.ContainsKey(mutation.Name)))
            {
                differences.TryAdd(names, refusal);
            }
        });

        Assert.Empty(lenient);
        Assert.True(differences.IsEmpty, string.Join('\n', differences.OrderBy(static difference => difference.Key, StringComparer.Ordinal).Select(static difference => $"[\"{difference.Key}\"] = \"{difference.Value}\",")));
        Assert.InRange(accepted, Count / 20, Count / 2);
    }

    /// <summary>Asserts that each difference that is listed is one.</summary>
    /// <param name="differsAsync">Asserts it of a mutation.</param>
    public async Task AssertListAsync(Func<Mutation, Task> differsAsync)
    {
        foreach (var mutation in mutations.Where(mutation => stricter.ContainsKey(mutation.Name)))
        {
            await differsAsync(mutation);
        }

        Assert.Empty(stricter.Keys.Except(mutations.Select(static mutation => mutation.Name), StringComparer.Ordinal));
    }
}
