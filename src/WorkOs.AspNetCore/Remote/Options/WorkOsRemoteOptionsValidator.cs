namespace WorkOs.AspNetCore;

/// <summary>Finds every problem of a scheme's options at once, each with what to do about it.</summary>
internal sealed class WorkOsRemoteOptionsValidator<TOptions>(CallbackPathRegistry callbackPaths, IOptions<AuthenticationOptions> schemes)
    : IValidateOptions<TOptions>
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
            .Concat(CredentialProblems.OfClientId(scheme, options.ClientId))
            .Concat(FindEnvironmentProblems(scheme, options))
            .Concat(CredentialProblems.OfApiKey(scheme, options.ClientSecret))
            .Concat(FindAddressProblems(options))
            .Concat(FindPathProblems(scheme, options))
            .Concat(FindSignInSchemeProblems(scheme, options))
            .Concat(FindParameterProblems(options))
            .Concat(FindSelectorProblems(options))
            .Concat(options.FindProductProblems())
            .Select(problem => $"Scheme '{scheme}': {problem}.")
            .ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> FindEnvironmentProblems(string scheme, TOptions options)
    {
        if (options.EnvironmentClientId is { } environment && CredentialProblems.OfClientId(scheme, environment).Any())
        {
            yield return "EnvironmentClientId is not a client id: set that of the WorkOS environment ('client_…'), or leave it out where ClientId is the environment's";
        }
    }

    private static IEnumerable<string> FindAddressProblems(TOptions options)
    {
        if (!WorkOsAddress.IsSafe(options.BaseAddress))
        {
            yield return "BaseAddress must be an absolute https address, because the API key is sent there (http is accepted for loopback hosts only)";
        }

        if (options.PublicOrigin is { } origin && (!WorkOsAddress.IsSafe(origin) || origin.PathAndQuery != "/"))
        {
            yield return "PublicOrigin must be an https origin without a path, such as https://app.example.com (http is accepted for loopback hosts only)";
        }

        foreach (var allowed in options.AllowedReturnOrigins)
        {
            if (!Uri.TryCreate(allowed, UriKind.Absolute, out var uri) || !WorkOsAddress.IsSafe(uri) || uri.PathAndQuery != "/")
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

        if (options.CallbackPath.HasValue
            && (options.SignInPath == options.CallbackPath || options.ErrorPath == options.CallbackPath || options.AccountSwitchPath == options.CallbackPath))
        {
            yield return "SignInPath, ErrorPath and AccountSwitchPath must be pages of the app, not the CallbackPath";
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

    private IEnumerable<string> FindSignInSchemeProblems(string scheme, TOptions options)
    {
        if (string.IsNullOrEmpty(options.SignInScheme))
        {
            yield return "there is no scheme to keep a person signed in: call AddCookie() and make it the default scheme, or name it in SignInScheme";
        }
        else if (options.SignInScheme == scheme)
        {
            yield return "SignInScheme is the scheme itself: name a cookie scheme, or leave it to the default sign-in scheme";
        }
        else if (!schemes.Value.SchemeMap.TryGetValue(options.SignInScheme, out var cookie))
        {
            yield return $"SignInScheme '{options.SignInScheme}' does not exist: add it with AddCookie(\"{options.SignInScheme}\"), or name a cookie scheme that does";
        }
        else if (!typeof(IAuthenticationSignInHandler).IsAssignableFrom(cookie.HandlerType))
        {
            yield return $"SignInScheme '{options.SignInScheme}' cannot keep a person signed in: name a cookie scheme, which is also what the default scheme must be unless SignInScheme is set";
        }
    }

    private static IEnumerable<string> FindParameterProblems(TOptions options)
    {
        foreach (var name in options.AdditionalAuthorizationParameters.Keys.Where(AuthorizationParameters.IsReserved))
        {
            yield return $"AdditionalAuthorizationParameters has '{name}', which belongs to the protocol: remove it, or use the option or challenge property of that name";
        }

        foreach (var scope in options.Scope)
        {
            yield return $"Scope has '{scope}', which is never sent: WorkOS takes none for itself; ask an OAuth provider for it with ProviderScopes in WorkOsChallengeProperties";
        }
    }

    private static IEnumerable<string> FindSelectorProblems(TOptions options)
    {
        try
        {
            _ = options.DefaultSelector;
            return [];
        }
        catch (InvalidOperationException exception)
        {
            return [exception.Message];
        }
    }
}
