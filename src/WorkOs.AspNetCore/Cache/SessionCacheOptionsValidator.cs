namespace WorkOs.AspNetCore;

/// <summary>Rejects a timeout that is not positive.</summary>
internal sealed class SessionCacheOptionsValidator : IValidateOptions<WorkOsSessionCacheOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkOsSessionCacheOptions options) =>
        options.Timeout > TimeSpan.Zero
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("WorkOsSessionCacheOptions.Timeout must be positive: it is how long a call to the session cache is waited for.");
}
