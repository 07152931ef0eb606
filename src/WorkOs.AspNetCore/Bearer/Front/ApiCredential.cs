namespace WorkOs.AspNetCore;

/// <summary>What a request claims to be authenticated with. Nothing of it is verified: it chooses the scheme that verifies it.</summary>
/// <param name="Token">The credential of the <c>Authorization</c> header.</param>
/// <param name="Issuer">The issuer that it names, where it is a token.</param>
internal readonly record struct ApiCredential(string? Token, string? Issuer)
{
    public override string ToString() => nameof(ApiCredential);
}
