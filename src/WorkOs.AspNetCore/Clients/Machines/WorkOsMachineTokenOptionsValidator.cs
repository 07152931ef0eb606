namespace WorkOs.AspNetCore;

/// <summary>Finds all problems of a client's options at once, and says how to fix each.</summary>
internal sealed class WorkOsMachineTokenOptionsValidator : IValidateOptions<WorkOsMachineTokenOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkOsMachineTokenOptions options)
    {
        var problems = FindProblems(options).Select(problem => $"HTTP client '{name}': {problem}.").ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> FindProblems(WorkOsMachineTokenOptions options)
    {
        if (!WorkOsAddress.IsSafe(options.AuthKitDomain) || options.AuthKitDomain!.PathAndQuery != "/")
        {
            yield return "AuthKitDomain must be an https origin without a path, such as https://acme.authkit.app, because the client secret is sent there (http is accepted for loopback hosts only)";
        }

        if (string.IsNullOrWhiteSpace(options.ClientId) || Placeholder.IsIn(options.ClientId) || options.ClientId.StartsWith("sk_", StringComparison.Ordinal))
        {
            yield return "ClientId must be the client id of the M2M application ('client_…')";
        }

        if (string.IsNullOrWhiteSpace(options.ClientSecret) || Placeholder.IsIn(options.ClientSecret))
        {
            yield return "ClientSecret must be a client secret of the M2M application: create one in the WorkOS dashboard, and keep it in user secrets or a vault";
        }
        else if (options.ClientSecret.StartsWith("sk_", StringComparison.Ordinal))
        {
            yield return "ClientSecret holds an API key ('sk_…'): use a client secret of the M2M application";
        }

        if (options.Scope.Any(scope => !AccessTokenRequest.IsScope(scope)))
        {
            yield return "Scope has an empty value, or one with a space: add each scope for itself";
        }

        if (options.Resource is { } resource && (!Uri.TryCreate(resource, UriKind.Absolute, out var uri) || uri.Fragment.Length > 0))
        {
            yield return "Resource must be an absolute address without a fragment, exactly as it is registered in the WorkOS dashboard";
        }

        foreach (var origin in options.Origins.Where(origin => Origin.TryRead(origin) is null))
        {
            yield return $"Origins has '{origin}': write an https origin without a path, such as https://api.example.com (http is accepted for loopback hosts only)";
        }

        if (options.BackchannelTimeout <= TimeSpan.Zero)
        {
            yield return "BackchannelTimeout must be positive: it is the time a call to the AuthKit domain may take";
        }
    }
}
