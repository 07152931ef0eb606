namespace WorkOs.AspNetCore;

/// <summary>A call to an API was not made, because the session of the user has no access token for it. The message has no secret.</summary>
public sealed class WorkOsAccessTokenException : Exception
{
    internal WorkOsAccessTokenException(string client, WorkOsAccessTokenFailure failure)
        : base($"HTTP client '{client}' did not make a call with the access token of the user, because there is none: {failure}.")
    {
        Failure = failure;
    }

    /// <summary>Why there is no token. <see cref="WorkOsAccessTokenFailure.NoSession"/>: challenge the user.</summary>
    public WorkOsAccessTokenFailure Failure { get; }
}
