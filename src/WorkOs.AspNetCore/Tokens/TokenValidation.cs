using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>What became of a token: read and accepted, or the one reason why not.</summary>
internal readonly record struct TokenValidation
{
    private TokenValidation(AccessToken? token, WorkOsTokenFailure failure, string? details = null)
    {
        Token = token;
        Failure = failure;
        Details = details;
    }

    public AccessToken? Token { get; }

    public WorkOsTokenFailure Failure { get; }

    /// <summary>What the token says and what was expected, as a sentence for the log; only of what is public.</summary>
    public string? Details { get; }

    [MemberNotNullWhen(true, nameof(Token))]
    public bool Succeeded => Token is not null;

    public static TokenValidation Accepted(AccessToken token) => new(token, WorkOsTokenFailure.None);

    public static TokenValidation Refused(WorkOsTokenFailure failure, string? details = null) => new(token: null, failure, details);
}
