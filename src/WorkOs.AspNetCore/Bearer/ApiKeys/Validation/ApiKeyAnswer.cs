namespace WorkOs.AspNetCore;

/// <summary>The result of validating an API key: the key with its owner, or why it is not accepted.</summary>
/// <param name="Key">The key; <see langword="null"/> if it is not accepted.</param>
/// <param name="Failure">Why it is not accepted.</param>
/// <param name="RetryAfter">The time to wait before the next call, if WorkOS could not validate the key.</param>
internal sealed record ApiKeyAnswer(ApiKey? Key, WorkOsApiKeyFailure Failure, TimeSpan RetryAfter = default)
{
    public static ApiKeyAnswer Accepted(ApiKey key) => new(key, WorkOsApiKeyFailure.None);

    public static ApiKeyAnswer Refused(WorkOsApiKeyFailure failure) => new(Key: null, failure);

    public static ApiKeyAnswer NotAsked(WorkOsApiKeyFailure failure, TimeSpan retryAfter) => new(Key: null, failure, retryAfter);

    /// <summary>Whether the key may be valid, because WorkOS has not validated it.</summary>
    public bool IsOpen => Failure is WorkOsApiKeyFailure.Unavailable or WorkOsApiKeyFailure.TooManyCalls;
}
