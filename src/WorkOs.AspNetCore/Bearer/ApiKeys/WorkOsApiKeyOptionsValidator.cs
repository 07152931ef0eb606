namespace WorkOs.AspNetCore;

/// <summary>Reports all problems of a scheme's options at once, each with its fix.</summary>
internal sealed class WorkOsApiKeyOptionsValidator : IValidateOptions<WorkOsApiKeyOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkOsApiKeyOptions options)
    {
        var scheme = name ?? Options.DefaultName;
        if (!options.Enabled)
        {
            return ValidateOptionsResult.Success;
        }

        var problems = new SettingProblems(scheme, options.ConfigurationProblems);
        problems.Add(CredentialProblems.OfApiKey(scheme, options.ApiKey));
        problems.AddIf(
            !WorkOsAddress.IsSafe(options.BaseAddress),
            "BaseAddress must be an absolute https address, because the API key and the keys of customers are sent there (http is accepted for loopback hosts only)");
        problems.AddIf(
            options.HeaderName is { } header && (header.Length == 0 || header.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-')),
            "HeaderName is not the name of a header: write one such as 'X-Api-Key', or leave it out to take keys from the Authorization header");
        problems.AddIf(
            string.Equals(options.HeaderName, "Authorization", StringComparison.OrdinalIgnoreCase),
            "HeaderName is 'Authorization': leave it out, so that the key is taken from that header as a bearer token");
        problems.AddIf(
            options.RememberFor < TimeSpan.Zero || options.RememberFor > ApiKeyValidator.KnownFor,
            "RememberFor must be between zero and one hour: a key that was revoked may be accepted for that long");
        problems.AddIf(
            options.MaxCallsPerSecond <= 0 || options.MaxConcurrentCalls <= 0,
            "MaxCallsPerSecond and MaxConcurrentCalls must be positive: without calls to WorkOS no key is accepted");
        problems.AddIf(options.BackchannelTimeout <= TimeSpan.Zero, "BackchannelTimeout must be positive: it is the time a call to WorkOS may take");
        problems.AddIf(options.WebhookTolerance <= TimeSpan.Zero, "WebhookTolerance must be positive: it is how far the clocks of WorkOS and this machine may be apart");
        problems.AddIf(
            options.WebhookSecrets.Any(string.IsNullOrWhiteSpace),
            "WebhookSecrets has an empty secret: copy it from the webhook endpoint in the WorkOS dashboard, or remove it");
        return problems.Result;
    }
}
