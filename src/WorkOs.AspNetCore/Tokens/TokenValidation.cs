using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>What became of a token: read and accepted, or the one reason why not.</summary>
internal readonly record struct TokenValidation
{
    private TokenValidation(AccessToken? token, WorkOsTokenFailure failure)
    {
        Token = token;
        Failure = failure;
    }

    public AccessToken? Token { get; }

    public WorkOsTokenFailure Failure { get; }

    [MemberNotNullWhen(true, nameof(Token))]
    public bool Succeeded => Token is not null;

    public static TokenValidation Accepted(AccessToken token) => new(token, WorkOsTokenFailure.None);

    public static TokenValidation Refused(WorkOsTokenFailure failure) => new(token: null, failure);
}
