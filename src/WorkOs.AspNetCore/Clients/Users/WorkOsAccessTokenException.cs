namespace WorkOs.AspNetCore;

/// <summary>
/// The exception that is thrown if a call to an API is not made because the session of the user has no access token for it. The message contains no
/// secret.
/// </summary>
public sealed class WorkOsAccessTokenException : Exception
{
    internal WorkOsAccessTokenException(string client, WorkOsAccessTokenFailure failure)
        : base($"HTTP client '{client}' did not make a call with the access token of the user, because there is none: {failure}.")
    {
        Failure = failure;
    }

    /// <summary>Why there is no token. If it is <see cref="WorkOsAccessTokenFailure.NoSession"/>, challenge the user.</summary>
    public WorkOsAccessTokenFailure Failure { get; }
}
