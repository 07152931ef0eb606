namespace WorkOs.AspNetCore;

/// <summary>
/// One value of a claim, with the name of the claim in the token. <paramref name="ValueType"/> is one of
/// <see cref="System.Security.Claims.ClaimValueTypes"/>.
/// </summary>
internal readonly record struct TokenClaim(string Name, string Value, string ValueType)
{
    public override string ToString() => nameof(TokenClaim);
}
