namespace WorkOs.AspNetCore;

/// <summary>
/// Handles requests to the callback path that do not complete a sign-in of this browser: redirects to the return URL or starts a new sign-in, if
/// possible.
/// </summary>
internal sealed class RecoveryStep(
    IRemoteProduct product,
    ChallengeStep challenge,
    AccountSwitchStep accountSwitch,
    FailureStep failures,
    Redeemed redeemed,
    WorkOsMetrics metrics,
    TimeProvider time)
{
    /// <summary>
    /// The number of codes that a scheme looks up in a minute, in this process. Lookups are limited because they need no state; beyond the limit, a
    /// sign-in starts as with <see cref="WorkOsIdpInitiated.Restart"/>.
    /// </summary>
    public const int LookUpsPerMinute = 30;

    private const int MaxUnattendedRestarts = 3;
    private static readonly TimeSpan UnattendedRestartWindow = TimeSpan.FromMinutes(2);

    private readonly CallBudget _lookUps = new(LookUpsPerMinute, time);

    /// <summary>Handles a callback without a state: a sign-in that was started at the identity provider, or a bookmark.</summary>
    public async Task<bool> RecoverWithoutStateAsync(RemoteRequest request, CallbackQuery query)
    {
        var options = request.Options;
        if (query.Error is { } error && error != WorkOsFailureCodes.IdpInitiatedSsoDisabled)
        {
            return await failures.FailWithErrorAsync(request, query, error, flow: null);
        }

        if (query.Error is null && query.Code is null)
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.StateMissing);
        }

        var reason = query.Error ?? WorkOsFailureCodes.IdpInitiated;
        if (options.IdpInitiated == WorkOsIdpInitiated.Reject
            || new CorrelationCookies(request).CountRestarts(UnattendedRestartWindow) >= MaxUnattendedRestarts)
        {
            throw new WorkOsAuthenticationException(reason);
        }

        var fresh = SignInFlow.To(request.RootUrl);
        return await failures.GuardAsync(request, fresh, async () =>
        {
            var named = query.NamedSelector ?? await LookUpAsync(request, query.Code);
            var flow = fresh with { Selector = named is { } selector ? selector with { IsFromOutside = true } : null };
            if (!await accountSwitch.TryKeepSessionAsync(request, flow))
            {
                await RestartAsync(request, flow, reason);
            }

            return true;
        });
    }

    /// <summary>Handles a callback whose state has expired, was already redeemed, or belongs to another browser.</summary>
    /// <param name="request">The request.</param>
    /// <param name="query">The query of the request.</param>
    /// <param name="flow">The flow of the state.</param>
    /// <param name="isOwn">Whether this browser has the correlation cookie of the state.</param>
    /// <param name="reason">The failure code, if the sign-in cannot start again.</param>
    public async Task<bool> RecoverAsync(RemoteRequest request, CallbackQuery query, SignInFlow flow, bool isOwn, string reason)
    {
        var session = await request.ReadSessionAsync();
        if (session is { Succeeded: true } && product.IsSessionOf(session.Principal, flow.Selector))
        {
            Log.CallbackSkipped(request.Logger, request.Scheme.Name);
            request.Http.Response.Redirect(SiteUrls.ReturnUrl(request, flow.ReturnUrl));
            return true;
        }

        var fresh = isOwn
            ? SignInState.Begin(flow.App) with { Selector = flow.Selector, Scope = flow.Scope }
            : FromOutside.Reduce(request, flow);
        if (query.Error is { } error)
        {
            return await failures.FailWithErrorAsync(request, query, error, fresh);
        }

        return await failures.GuardAsync(request, fresh, async () =>
        {
            if (isOwn || !await accountSwitch.TryKeepSessionAsync(request, fresh))
            {
                await (flow.IsRestart ? throw new WorkOsAuthenticationException(reason) : RestartAsync(request, fresh, reason));
            }

            return true;
        });
    }

    /// <summary>Handles the "try again" link of the built-in page.</summary>
    public async Task<bool> RetryAsync(RemoteRequest request, string text)
    {
        if (!NavigationRequest.IsNavigation(request.Http.Request))
        {
            request.Http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return true;
        }

        var kept = RetryFormat.Unprotect(text, request) ?? SignInFlow.To(request.RootUrl);
        var isOwn = new CorrelationCookies(request).Consume(kept) && !SignInState.IsExpired(kept, request.Now, RetryFormat.Lifetime);
        return await StartAsync(request, isOwn ? kept : FromOutside.Reduce(request, kept), isOwn);
    }

    /// <summary>Handles the answer of a user who continues with another account.</summary>
    public async Task<bool> ContinueAsync(RemoteRequest request, string answer)
    {
        var asked = accountSwitch.ReadQuestion(request, answer);
        if (!NavigationRequest.IsNavigation(request.Http.Request))
        {
            request.Http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return true;
        }

        var flow = SignInFlow.To(SiteUrls.ReturnUrl(request, asked.ReturnUrl)) with { Selector = Selector.Parse(asked.Selector) };
        flow.App.SetParameter(WorkOsRemoteChallengeProperties.LoginHintKey, asked.LoginHint);

        // If the answer is late, or another user has signed in since, it is not accepted, and the question is asked again.
        var isCurrent = await AccountSwitchStep.IsCurrentAsync(request, asked);
        if (isCurrent)
        {
            new AccountSwitchCookie(request).Delete();
        }

        return await StartAsync(request, flow, isOwn: isCurrent);
    }

    private Task<bool> StartAsync(RemoteRequest request, SignInFlow flow, bool isOwn) => failures.GuardAsync(request, flow, async () =>
    {
        await (isOwn ? challenge.StartAsync(request, flow) : challenge.StartFromOutsideAsync(request, flow));
        return true;
    });

    private async Task RestartAsync(RemoteRequest request, SignInFlow flow, string reason)
    {
        if (flow.Selector is null && !request.Options.HasDefaultWay)
        {
            throw new WorkOsAuthenticationException(reason);
        }

        Log.SignInRestarted(request.Logger, request.Scheme.Name, reason);
        metrics.Restarted(request.Scheme.Name, reason);
        await challenge.StartAsync(request, flow with { IsRestart = true });
    }

    private async Task<Selector?> LookUpAsync(RemoteRequest request, string? code) =>
        code is not null
        && request.Options.IdpInitiated == WorkOsIdpInitiated.RestartWithLookup
        && _lookUps.TryTake(request.Scheme.Name)
        && redeemed.Codes.TryAdd(code, request.Now, DateTimeOffset.MaxValue)
            ? await product.LookUpSelectorAsync(request, code)
            : null;
}
