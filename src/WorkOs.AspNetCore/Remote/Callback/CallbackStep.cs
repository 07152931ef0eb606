namespace WorkOs.AspNetCore;

/// <summary>The way back from WorkOS: state, browser, error, code, in this order.</summary>
internal sealed class CallbackStep(
    IRemoteProduct product, RecoveryStep recovery, FailureStep failures, SignInStep signIn, RedeemedStates states, RedeemedCodes codes)
{
    /// <summary>Answers a request to the callback path; <see langword="false"/> when the app passes it on to its own endpoints.</summary>
    public Task<bool> RunAsync(RemoteRequest request)
    {
        request.Http.Response.Headers.CacheControl = "no-store";
        return failures.GuardAsync(request, flow: null, () => DispatchAsync(request));
    }

    /// <summary>Ends a sign-in whose grant does not come with a callback of its own.</summary>
    public Task<bool> FinishAsync(RemoteRequest request, SignInFlow flow, Func<Task<Redemption>> redeem) =>
        failures.GuardAsync(request, flow, () => FinishGuardedAsync(request, flow, redeem));

    private async Task<bool> DispatchAsync(RemoteRequest request)
    {
        if (await AccountSwitchStep.ReadAnswerAsync(request) is { } answer)
        {
            return await recovery.ContinueAsync(request, answer);
        }

        if (!request.IsGet)
        {
            request.Http.Response.Headers.Allow = HttpMethods.Get;
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.MethodNotAllowed);
        }

        var parameters = request.Http.Request.Query;
        if (parameters.TryGetValue(RetryFormat.Parameter, out var retry))
        {
            return await recovery.RetryAsync(request, retry.ToString());
        }

        var query = new CallbackQuery(parameters);
        return query.HasState ? await ReturnAsync(request, query) : await recovery.RecoverWithoutStateAsync(request, query);
    }

    private async Task<bool> ReturnAsync(RemoteRequest request, CallbackQuery query)
    {
        if (SignInState.Unprotect(query.State, request.Options.StateDataFormat) is not { } flow)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.StateInvalid,
                $"The state of scheme '{request.Scheme.Name}' cannot be read: it was changed, or protected with a Data Protection key that this machine does not have; share the key ring between machines.")
            {
                IsAnybodys = true,
            };
        }

        var limit = request.Options.RemoteAuthenticationTimeout;
        var isExpired = SignInState.IsExpired(flow, request.Now, limit);
        var isOwn = new CorrelationCookies(request).Consume(flow);
        if (isExpired || !isOwn)
        {
            return await recovery.RecoverAsync(
                request, query, flow, isOwn, isExpired ? WorkOsFailureCodes.StateExpired : WorkOsFailureCodes.CorrelationFailed);
        }

        if (query.Error is { } error)
        {
            return await failures.FailWithErrorAsync(request, query, error, flow);
        }

        if (query.Code is not { } code)
        {
            return await failures.FailAsync(request, new WorkOsAuthenticationException(WorkOsFailureCodes.CodeMissing), flow);
        }

        return states.TryAdd(flow.CorrelationId!, request.Now, request.Now + limit) && codes.TryAdd(code)
            ? await FinishAsync(request, flow, () => product.RedeemAsync(request, flow, code))
            : await recovery.RecoverAsync(request, query, flow, isOwn, WorkOsFailureCodes.CorrelationFailed);
    }

    private async Task<bool> FinishGuardedAsync(RemoteRequest request, SignInFlow flow, Func<Task<Redemption>> redeem)
    {
        using var redeemed = await redeem();
        return request.Options.MustEndInOwnOrganization(flow.Selector) && redeemed.Organization != request.Options.Organization
            ? throw SelectionStep.ForeignOrganization()
            : await signIn.RunAsync(request, flow, redeemed);
    }
}
