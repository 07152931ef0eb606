namespace WorkOs.AspNetCore;

/// <summary>One value of one claim, under its name on the wire. <paramref name="ValueType"/> is one of <see cref="System.Security.Claims.ClaimValueTypes"/>.</summary>
internal readonly record struct TokenClaim(string Name, string Value, string ValueType)
{
    public override string ToString() => nameof(TokenClaim);
}
