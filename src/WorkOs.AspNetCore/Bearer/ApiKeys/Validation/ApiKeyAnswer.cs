namespace WorkOs.AspNetCore;

/// <summary>What is known of an API key: whose it is, or why it is not accepted.</summary>
/// <param name="Key">The key; <see langword="null"/> where it is not accepted.</param>
/// <param name="Failure">Why it is not accepted.</param>
/// <param name="RetryAfter">When to ask again, where WorkOS could not be asked.</param>
internal sealed record ApiKeyAnswer(ApiKey? Key, WorkOsApiKeyFailure Failure, TimeSpan RetryAfter = default)
{
    public static ApiKeyAnswer Accepted(ApiKey key) => new(key, WorkOsApiKeyFailure.None);

    public static ApiKeyAnswer Refused(WorkOsApiKeyFailure failure) => new(Key: null, failure);

    public static ApiKeyAnswer NotAsked(WorkOsApiKeyFailure failure, TimeSpan retryAfter) => new(Key: null, failure, retryAfter);

    /// <summary>Whether the key may be good for all that is known.</summary>
    public bool IsOpen => Failure is WorkOsApiKeyFailure.Unavailable or WorkOsApiKeyFailure.TooManyCalls;
}
