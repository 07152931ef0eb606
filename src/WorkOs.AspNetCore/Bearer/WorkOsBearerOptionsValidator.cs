namespace WorkOs.AspNetCore;

/// <summary>Reports all problems of a scheme's options at once, each with its fix.</summary>
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

        var problems = new SettingProblems(scheme, options.ConfigurationProblems);
        problems.Add(options.AuthKitDomain is null || options.ClientId.Length > 0 ? CredentialProblems.OfClientId(scheme, options.ClientId) : null);
        problems.AddIf(
            !WorkOsAddress.IsSafe(options.BaseAddress),
            "BaseAddress must be an absolute https address, because the keys that tokens are verified with come from there (http is accepted for loopback hosts only)");
        problems.AddIf(options.ValidIssuers.Concat(options.ValidAudiences).Any(string.IsNullOrWhiteSpace), "ValidIssuers or ValidAudiences has an empty value: remove it, or write what the token's 'iss' or 'aud' says");
        problems.AddIf(options.ValidClientIds.Any(string.IsNullOrWhiteSpace), "ValidClientIds has an empty value: remove it, or write the id of a client ('client_…')");
        problems.AddIf(options.ClockSkew < TimeSpan.Zero || options.ClockSkew > MaxClockSkew, "ClockSkew must be between zero and ten minutes: correct the clock of the machine if it differs by more");
        problems.AddIf(string.IsNullOrWhiteSpace(options.RoleClaim), "RoleClaim is empty: name the claim that holds the WorkOS role; the default is 'role'");
        problems.AddIf(options.TokenCacheSize < 0, "TokenCacheSize must not be negative: 0 remembers no token");
        problems.AddIf(options.KeyOutageTolerance < TimeSpan.Zero, "KeyOutageTolerance must not be negative: zero uses no old keys in an outage");
        problems.AddIf(options.BackchannelTimeout <= TimeSpan.Zero, "BackchannelTimeout must be positive: it is the time that fetching the keys may take");
        problems.Add(ConnectProblems.Of(options));
        return problems.Result;
    }
}
