namespace WorkOs.AspNetCore;

/// <summary>Finds all problems of a scheme's options at once, and says how to fix each.</summary>
internal sealed class WorkOsBearerOptionsValidator : IValidateOptions<WorkOsBearerOptions>
{
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, WorkOsBearerOptions options)
    {
        var scheme = name ?? Options.DefaultName;
        if (!options.Enabled)
        {
            return ValidateOptionsResult.Success;
        }

        var problems = options.ConfigurationProblems
            .Concat(options.AuthKitDomain is null || options.ClientId.Length > 0 ? CredentialProblems.OfClientId(scheme, options.ClientId) : [])
            .Concat(FindProblems(options))
            .Concat(ConnectProblems.Of(options))
            .Select(problem => $"Scheme '{scheme}': {problem}.")
            .ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> FindProblems(WorkOsBearerOptions options)
    {
        if (!WorkOsAddress.IsSafe(options.BaseAddress))
        {
            yield return "BaseAddress must be an absolute https address, because the keys that tokens are verified with come from there (http is accepted for loopback hosts only)";
        }

        if (options.ValidIssuers.Concat(options.ValidAudiences).Any(string.IsNullOrWhiteSpace))
        {
            yield return "ValidIssuers or ValidAudiences has an empty value: remove it, or write what the token's 'iss' or 'aud' says";
        }

        if (options.ValidClientIds.Any(string.IsNullOrWhiteSpace))
        {
            yield return "ValidClientIds has an empty value: remove it, or write the id of a client ('client_…')";
        }

        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > MaxClockSkew)
        {
            yield return "ClockSkew must be between zero and ten minutes: correct the clock of the machine if it differs by more";
        }

        if (string.IsNullOrWhiteSpace(options.RoleClaim))
        {
            yield return "RoleClaim is empty: name the claim that holds the WorkOS role; the default is 'role'";
        }

        if (options.TokenCacheSize < 0)
        {
            yield return "TokenCacheSize must not be negative: 0 remembers no token";
        }

        if (options.KeyOutageTolerance < TimeSpan.Zero)
        {
            yield return "KeyOutageTolerance must not be negative: zero uses no old keys in an outage";
        }

        if (options.BackchannelTimeout <= TimeSpan.Zero)
        {
            yield return "BackchannelTimeout must be positive: it is the time that fetching the keys may take";
        }
    }
}
