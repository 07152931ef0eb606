using System.Security.Claims;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>Whether the user who answers a question is the one who was asked, and what they are called.</summary>
[Trait("Room", "Remote")]
public sealed class CurrentSessionTests
{
    public static TheoryData<string, string, bool> Pairs => new()
    {
        { "sub=1", "sub=1", true },
        { "sub=1", "sub=2", false },
        { "sub=1 name=Ada", "sub=1 name=Countess", true },
        { "sub=1 nameidentifier=a", "sub=1 nameidentifier=b", true },
        { "nameidentifier=a upn=x", "nameidentifier=a upn=y", true },
        { "nameidentifier=a", "nameidentifier=b", false },
        { "nameidentifier=a", "sub=a", false },
        { "upn=x name=Ada", "upn=x name=Countess", true },
        { "upn=x", "upn=y", false },
        { "name=Ada", "name=Ada", true },
        { "name=Ada", "name=Alan", false },
        { "name=Ada email=ada@acme.com", "name=Ada email=ada@globex.com", false },
        { "sub=1@https://one.example", "sub=1@https://two.example", false },
        { "name=a:b", "name=a: name=b", false },
        { "", "", true },
        { "", "name=Ada", false },
    };

    public static TheoryData<string?, string?> Names => new()
    {
        { null, null },
        { "", null },
        { "  ", null },
        { "Ada", "Ada" },
        { " Ada ", "Ada" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_user_is_known_by_the_best_id_that_the_session_has(string one, string other, bool isSame) =>
        Assert.Equal(isSame, SessionOf(one).PersonKey == SessionOf(other).PersonKey);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_blank_name_is_no_name(string? name, string? called)
    {
        var identity = new ClaimsIdentity(name is null ? [] : [new Claim(ClaimTypes.Name, name)], "WorkOS");

        Assert.Equal(called, new CurrentSession(new ClaimsPrincipal(identity), Scheme: null).Name);
    }

    private static CurrentSession SessionOf(string claims) => new(
        new ClaimsPrincipal(new ClaimsIdentity(claims.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ClaimOf), "WorkOS")), Scheme: null);

    private static Claim ClaimOf(string text)
    {
        var (type, value) = (text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        var (id, issuer) = value.Split("@https", 2) is [var before, var after] ? (before, "https" + after) : (value, "WorkOS");
        return new Claim(
            type switch
            {
                "nameidentifier" => ClaimTypes.NameIdentifier,
                "upn" => ClaimTypes.Upn,
                "name" => ClaimTypes.Name,
                _ => type,
            },
            id,
            ClaimValueTypes.String,
            issuer);
    }
}
