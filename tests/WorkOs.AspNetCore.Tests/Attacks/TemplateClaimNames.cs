using System.Security.Claims;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Names that a JWT template may give its claims, and that a principal takes for others.</summary>
internal static class TemplateClaimNames
{
    // Letters that some ways to compare without case take for ASCII ones.
    private static readonly (char Ascii, char Other)[] Lookalikes = [('k', '\u212A'), ('s', '\u017F'), ('i', '\u0131'), ('i', '\u0130')];

    /// <summary>Every spelling of the name but its own that a principal would find by it.</summary>
    public static IEnumerable<string> SpellingsOf(string name) =>
        new[] { name.ToUpperInvariant(), name.ToLowerInvariant(), char.ToUpperInvariant(name[0]) + name[1..], Alternate(name) }
            .Concat(Lookalikes.Select(pair => name.Replace(pair.Ascii, pair.Other)))
            .Where(spelling => spelling != name && spelling.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal);

    /// <summary>The names that are guarded, each under a short one: a test's name shows only the beginning of a long one, and many begin alike.</summary>
    public static IReadOnlyDictionary<string, string> ByShortName(ClaimNameGuard guard) =>
        guard.Spellings.Keys.ToDictionary(ShortNameOf, StringComparer.Ordinal);

    /// <summary>That no other spelling of a guarded name becomes a claim, where the claims of a token are those that <paramref name="map"/> makes of its JSON.</summary>
    public static void VerifyNoSpellingBecomesAClaim(string name, Func<string, ClaimsIdentity> map) =>
        Assert.All(SpellingsOf(name), spelling =>
        {
            var identity = map($",\"{spelling}\":\"forged\"");

            Assert.DoesNotContain(identity.Claims, claim => claim.Value == "forged");
            Assert.DoesNotContain(identity.FindAll(name), claim => claim.Type == spelling);
        });

    private static string ShortNameOf(string name) =>
        name.StartsWith("http://", StringComparison.Ordinal) ? string.Join('/', name.Split('/')[^2..]) : name;

    private static string Alternate(string name) =>
        string.Concat(name.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));
}
