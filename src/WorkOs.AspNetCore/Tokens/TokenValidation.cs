using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>The result of validating a token: the accepted token, or the reason why it was refused.</summary>
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

    /// <summary>The actual and the expected value, as a sentence for the log. Contains public values only.</summary>
    public string? Details { get; }

    [MemberNotNullWhen(true, nameof(Token))]
    public bool Succeeded => Token is not null;

    public static TokenValidation Accepted(AccessToken token) => new(token, WorkOsTokenFailure.None);

    public static TokenValidation Refused(WorkOsTokenFailure failure, string? details = null) => new(token: null, failure, details);
}
