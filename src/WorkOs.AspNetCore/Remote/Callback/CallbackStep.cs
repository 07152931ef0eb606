namespace WorkOs.AspNetCore;

/// <summary>
/// Handles requests to the callback path: checks the state, the browser's correlation cookie, the error and the code, in this order.
/// </summary>
internal sealed class CallbackStep(IRemoteProduct product, RecoveryStep recovery, FailureStep failures, SignInStep signIn, Redeemed redeemed)
{
    /// <summary>Responds to a request to the callback path; <see langword="false"/> if the app passes the request on to its own endpoints.</summary>
    public async Task<bool> RunAsync(RemoteRequest request)
    {
        request.Http.Response.Headers.CacheControl = "no-store";
        SignInFlow? underWay = null;
        try
        {
            if (!request.IsGet)
            {
                return await ReceivePostAsync(request);
            }

            var parameters = request.Http.Request.Query;
            if (parameters.TryGetValue(RetryFormat.Parameter, out var retry))
            {
                return await recovery.RetryAsync(request, retry.ToString());
            }

            var query = new CallbackQuery(parameters);
            if (!query.HasState)
            {
                return await recovery.RecoverWithoutStateAsync(request, query);
            }

            var flow = SignInState.Unprotect(query.State, request.Options.StateDataFormat) ?? throw UnreadableState(request);
            var (now, limit) = (request.Now, request.Options.RemoteAuthenticationTimeout);
            var isExpired = SignInState.IsExpired(flow, now, limit);
            var isOwn = new CorrelationCookies(request).Consume(flow);
            if (isExpired || !isOwn)
            {
                return await recovery.RecoverAsync(
                    request, query, flow, isOwn, isExpired ? WorkOsFailureCodes.StateExpired : WorkOsFailureCodes.CorrelationFailed);
            }

            if (query.Error is { } error)
            {
                underWay = flow;
                await product.VerifyErrorAsync(request);
                return await failures.FailWithErrorAsync(request, query, error, flow);
            }

            if (query.Code is not { } code)
            {
                return await failures.FailAsync(request, new WorkOsAuthenticationException(WorkOsFailureCodes.CodeMissing), flow);
            }

            if (!redeemed.States.TryAdd(flow.CorrelationId!, now, now + limit) || !redeemed.Codes.TryAdd(code, now, DateTimeOffset.MaxValue))
            {
                return await recovery.RecoverAsync(request, query, flow, isOwn, WorkOsFailureCodes.CorrelationFailed);
            }

            underWay = flow;
            return await signIn.RunAsync(request, flow, await product.RedeemAsync(request, flow, code));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return await failures.FailAsync(request, exception, underWay);
        }
    }

    /// <summary>Completes a sign-in for which the grant does not arrive with a callback.</summary>
    public Task<bool> FinishAsync(RemoteRequest request, SignInFlow flow, Func<Task<Redemption>> redeem) =>
        failures.GuardAsync(request, flow, async () => await signIn.RunAsync(request, flow, await redeem()));

    private async Task<bool> ReceivePostAsync(RemoteRequest request)
    {
        if (await AccountSwitchStep.ReadAnswerAsync(request) is { } answer)
        {
            return await recovery.ContinueAsync(request, answer);
        }

        request.Http.Response.Headers.Allow = HttpMethods.Get;
        throw new WorkOsAuthenticationException(WorkOsFailureCodes.MethodNotAllowed);
    }

    private static WorkOsAuthenticationException UnreadableState(RemoteRequest request) => new(
        WorkOsFailureCodes.StateInvalid,
        $"The state of scheme '{request.Scheme.Name}' cannot be read: it was changed, or protected with a Data Protection key that this machine does not have; share the key ring between machines.")
    {
        IsClientCaused = true,
    };
}
