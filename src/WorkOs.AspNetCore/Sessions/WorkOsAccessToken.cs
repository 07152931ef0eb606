using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>The access token of a session, or why there is none.</summary>
public sealed class WorkOsAccessToken
{
    private WorkOsAccessToken(string? value, DateTimeOffset? expiresAt, WorkOsAccessTokenFailure failure) =>
        (Value, ExpiresAt, Failure) = (value, expiresAt, failure);

    /// <summary>The token; <see langword="null"/> when there is none.</summary>
    public string? Value { get; }

    /// <summary>When the token expires; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Why there is no token; <see cref="WorkOsAccessTokenFailure.None"/> when there is one.</summary>
    public WorkOsAccessTokenFailure Failure { get; }

    /// <summary>Whether there is a token.</summary>
    [MemberNotNullWhen(true, nameof(Value), nameof(ExpiresAt))]
    public bool Succeeded => Value is not null;

    /// <summary>A token.</summary>
    /// <param name="value">The token.</param>
    /// <param name="expiresAt">When it expires.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or empty.</exception>
    public static WorkOsAccessToken Success(string value, DateTimeOffset expiresAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return new WorkOsAccessToken(value, expiresAt, WorkOsAccessTokenFailure.None);
    }

    /// <summary>No token.</summary>
    /// <param name="failure">Why there is none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="failure"/> is <see cref="WorkOsAccessTokenFailure.None"/>.</exception>
    public static WorkOsAccessToken Fail(WorkOsAccessTokenFailure failure)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(failure, WorkOsAccessTokenFailure.None);
        return new WorkOsAccessToken(value: null, expiresAt: null, failure);
    }
}
