namespace WorkOs.AspNetCore;

/// <summary>Rejects an interval that is not positive or is longer than a day.</summary>
internal sealed class AuthenticationStateOptionsValidator : IValidateOptions<WorkOsAuthenticationStateOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, WorkOsAuthenticationStateOptions options) =>
        options.RevalidationInterval > TimeSpan.Zero && options.RevalidationInterval <= Longest
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "WorkOsAuthenticationStateOptions.RevalidationInterval must be positive and at most one day: it is how often the session of a circuit is looked at.");
}
