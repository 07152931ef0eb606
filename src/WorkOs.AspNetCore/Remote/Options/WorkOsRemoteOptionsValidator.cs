namespace WorkOs.AspNetCore;

/// <summary>Finds all problems of a scheme's options at once, each with its solution.</summary>
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

        var problems = new SettingProblems(scheme, options.ConfigurationProblems);
        problems.Add(options.FindCredentialProblems(scheme));
        problems.AddIf(
            options.EnvironmentClientId is { } environment && CredentialProblems.OfClientId(scheme, environment) is not null,
            "EnvironmentClientId is not a client id: set that of the WorkOS environment ('client_…'), or leave it out where ClientId is the environment's");
        AddAddressProblems(problems, options);
        AddPathProblems(problems, options, scheme);
        problems.Add(FindSignInSchemeProblem(scheme, options));
        problems.Add(options.AdditionalAuthorizationParameters.Keys.Where(AuthorizationParameters.IsReserved).Select(parameter =>
            $"AdditionalAuthorizationParameters has '{parameter}', which belongs to the protocol: remove it, or use the option or challenge property of that name"));
        problems.Add(options.FindScopeProblems());
        problems.Add(SelectorProblems.Of(options));
        problems.Add(options.FindProductProblems());
        return problems.Result;
    }

    private static void AddAddressProblems(SettingProblems problems, TOptions options)
    {
        problems.AddIf(!WorkOsAddress.IsSafe(options.BaseAddress), "BaseAddress must be an absolute https address, because the API key is sent there (http is accepted for loopback hosts only)");
        problems.AddIf(
            options.BaseAddress is { IsAbsoluteUri: true } address && NamesNoServer(address),
            "BaseAddress is not the address of WorkOS's API: write https://api.workos.com, or the custom authentication domain without a path; endpoints are derived from it");
        problems.AddIf(
            options.PublicOrigin is { } origin && (!WorkOsAddress.IsSafe(origin) || origin.PathAndQuery != "/"),
            "PublicOrigin must be an https origin without a path, such as https://app.example.com (http is accepted for loopback hosts only)");
        problems.Add(options.AllowedReturnOrigins
            .Where(allowed => !Uri.TryCreate(allowed, UriKind.Absolute, out var uri) || !WorkOsAddress.IsSafe(uri) || uri.PathAndQuery != "/")
            .Select(allowed => $"AllowedReturnOrigins has '{allowed}': write an https origin without a path, such as https://docs.example.com"));
    }

    private static bool NamesNoServer(Uri address) =>
        address.Host.Equals("dashboard.workos.com", StringComparison.OrdinalIgnoreCase)
        || address.AbsolutePath.StartsWith("/sso", StringComparison.OrdinalIgnoreCase)
        || address.AbsolutePath.StartsWith("/user_management", StringComparison.OrdinalIgnoreCase);

    private void AddPathProblems(SettingProblems problems, TOptions options, string scheme)
    {
        var callback = options.CallbackPath;
        if (!callback.HasValue || callback == "/")
        {
            problems.Add("CallbackPath is missing: set the path of the redirect URI that is registered in the WorkOS dashboard");
        }
        else if (callbackPaths.Claim(scheme, callback) is { } other)
        {
            problems.Add($"CallbackPath '{callback}' is used by scheme '{other}' too: give each scheme its own and register both in the WorkOS dashboard");
        }

        problems.AddIf(
            callback.HasValue && (options.SignInPath == callback || options.ErrorPath == callback || options.AccountSwitchPath == callback),
            "SignInPath, ErrorPath and AccountSwitchPath must be pages of the app, not the CallbackPath");
        problems.AddIf(
            options.CorrelationCookie.SameSite == SameSiteMode.Strict,
            "CorrelationCookie.SameSite is Strict, so that no browser sends the cookie when it comes back from WorkOS, and every sign-in fails: leave it Lax");
        problems.AddIf(options.RemoteAuthenticationTimeout <= TimeSpan.Zero, "RemoteAuthenticationTimeout must be positive: it is the time a user has at the identity provider");
        problems.AddIf(options.BackchannelTimeout <= TimeSpan.Zero, "BackchannelTimeout must be positive: it is the time a call to WorkOS may take");
    }

    private string? FindSignInSchemeProblem(string scheme, TOptions options) => options.SignInScheme switch
    {
        null or "" => "there is no scheme to keep a user signed in: call AddCookie() and make it the default scheme, or name it in SignInScheme",
        var itself when itself == scheme => "SignInScheme is the scheme itself: name a cookie scheme, or leave it to the default sign-in scheme",
        var cookie when !schemes.Value.SchemeMap.ContainsKey(cookie)
            => $"SignInScheme '{cookie}' does not exist: add it with AddCookie(\"{cookie}\"), or name a cookie scheme that does",
        var cookie when !typeof(IAuthenticationSignInHandler).IsAssignableFrom(schemes.Value.SchemeMap[cookie].HandlerType)
            => $"SignInScheme '{cookie}' cannot keep a user signed in: name a cookie scheme, which is also what the default scheme must be unless SignInScheme is set",
        _ => null,
    };
}
