using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>Finds every problem of a scheme's options at once, each with what to do about it.</summary>
internal sealed class WorkOsRemoteOptionsValidator<TOptions>(CallbackPathRegistry callbackPaths) : IValidateOptions<TOptions>
    where TOptions : WorkOsRemoteOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var scheme = name ?? Options.DefaultName;
        if (!options.Enabled)
        {
            return ValidateOptionsResult.Success;
        }

        var problems = options.ConfigurationProblems
            .Concat(FindCredentialProblems(scheme, options))
            .Concat(FindAddressProblems(options))
            .Concat(FindPathProblems(scheme, options))
            .Concat(FindParameterProblems(options))
            .Concat(options.FindProductProblems())
            .Select(problem => $"Scheme '{scheme}': {problem}.")
            .ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> FindCredentialProblems(string scheme, TOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            yield return $"ClientId is missing: copy it from the WorkOS dashboard (API Keys, 'client_…') into Authentication:Schemes:{scheme}:ClientId or WORKOS_CLIENT_ID";
        }
        else if (Placeholder.IsIn(options.ClientId))
        {
            yield return "ClientId is still a placeholder: replace it with the one from the WorkOS dashboard ('client_…')";
        }
        else if (options.ClientId.StartsWith("sk_", StringComparison.Ordinal))
        {
            yield return "ClientId holds an API key ('sk_…'): put that into ApiKey, the client id ('client_…') here, and rotate the key, since client ids are public";
        }

        if (string.IsNullOrWhiteSpace(options.ClientSecret))
        {
            yield return $"ApiKey is missing: copy it from the WorkOS dashboard (API Keys, 'sk_…') into user secrets, Authentication:Schemes:{scheme}:ApiKey or WORKOS_API_KEY";
        }
        else if (Placeholder.IsIn(options.ClientSecret))
        {
            yield return "ApiKey is still a placeholder: replace it with the one from the WorkOS dashboard ('sk_…')";
        }
        else if (options.ClientSecret.StartsWith("client_", StringComparison.Ordinal))
        {
            yield return "ApiKey holds a client id ('client_…'): use the secret API key from the WorkOS dashboard ('sk_…')";
        }
        else if (options.ClientSecret.StartsWith("pk_", StringComparison.Ordinal))
        {
            yield return "ApiKey holds a publishable key ('pk_…'): use the secret API key from the WorkOS dashboard ('sk_…')";
        }
    }

    private static IEnumerable<string> FindAddressProblems(TOptions options)
    {
        if (!IsSafeAddress(options.BaseAddress))
        {
            yield return "BaseAddress must be an absolute https address, because the API key is sent there (http is accepted for loopback hosts only)";
        }

        if (options.PublicOrigin is { } origin && (!IsSafeAddress(origin) || origin.PathAndQuery != "/"))
        {
            yield return "PublicOrigin must be an https origin without a path, such as https://app.example.com (http is accepted for loopback hosts only)";
        }

        foreach (var allowed in options.AllowedReturnOrigins)
        {
            if (!Uri.TryCreate(allowed, UriKind.Absolute, out var uri) || !IsSafeAddress(uri) || uri.PathAndQuery != "/")
            {
                yield return $"AllowedReturnOrigins has '{allowed}': write an https origin without a path, such as https://docs.example.com";
            }
        }
    }

    private IEnumerable<string> FindPathProblems(string scheme, TOptions options)
    {
        if (!options.CallbackPath.HasValue || options.CallbackPath == "/")
        {
            yield return "CallbackPath is missing: set the path of the redirect URI that is registered in the WorkOS dashboard";
        }
        else if (callbackPaths.Claim(scheme, options.CallbackPath) is { } other)
        {
            yield return $"CallbackPath '{options.CallbackPath}' is used by scheme '{other}' too: give each scheme its own and register both in the WorkOS dashboard";
        }

        if (options.CallbackPath.HasValue && (options.SignInPath == options.CallbackPath || options.ErrorPath == options.CallbackPath))
        {
            yield return "SignInPath and ErrorPath must be pages of the app, not the CallbackPath";
        }

        if (options.SignInScheme == scheme)
        {
            yield return "SignInScheme is the scheme itself: name a cookie scheme, or leave it to the default sign-in scheme";
        }

        if (options.RemoteAuthenticationTimeout <= TimeSpan.Zero)
        {
            yield return "RemoteAuthenticationTimeout must be positive: it is the time a person has at the identity provider";
        }

        if (options.BackchannelTimeout <= TimeSpan.Zero)
        {
            yield return "BackchannelTimeout must be positive: it is the time a call to WorkOS may take";
        }
    }

    private static IEnumerable<string> FindParameterProblems(TOptions options)
    {
        foreach (var name in options.AdditionalAuthorizationParameters.Keys.Where(AuthorizationParameters.IsReserved))
        {
            yield return $"AdditionalAuthorizationParameters has '{name}', which belongs to the protocol: remove it, or use the option or challenge property of that name";
        }
    }

    private static bool IsSafeAddress(Uri? address) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
