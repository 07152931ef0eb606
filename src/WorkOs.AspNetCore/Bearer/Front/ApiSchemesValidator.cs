namespace WorkOs.AspNetCore;

/// <summary>Reports, when the app starts, the settings with which a forwarding scheme could not select the scheme of a request.</summary>
internal sealed class ApiSchemesValidator(string authenticationScheme, string? fallbackScheme, ApiSchemeSelector selector)
    : IValidateOptions<PolicySchemeOptions>
{
    public ValidateOptionsResult Validate(string? name, PolicySchemeOptions options)
    {
        if (name != authenticationScheme)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = new SettingProblems(authenticationScheme, []);
        problems.AddIf(
            !selector.CanUse(fallbackScheme),
            "there is no scheme to forward to, or the fallback scheme is none of those: add it with AddWorkOsBearer or AddWorkOsApiKey");
        problems.Add(selector.FindSharedKeyHeaders().Select(static schemes =>
            $"the schemes '{string.Join("' and '", schemes)}' take API keys from the same header, '{schemes.Key}', so that nothing tells whose a key is: set HeaderName of each to a header of its own"));
        return problems.Result;
    }
}
