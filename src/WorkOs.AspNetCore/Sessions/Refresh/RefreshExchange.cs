using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// One refresh: the call to WorkOS, and what its answer means for the session. Where another process was faster, its
/// outcome is read from the store.
/// </summary>
internal sealed class RefreshExchange(SessionSuccessor successor, TimeProvider time, ILogger<RefreshExchange> logger)
{
    private const int MaxAttempts = 2;
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);

    // How long to wait for the process that won a race to store its outcome: two seconds in all.
    private static readonly TimeSpan[] StorePolls =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(1300)];

    /// <summary>Refreshes the session; never throws.</summary>
    public async Task<RefreshOutcome> RunAsync(RefreshRequest request)
    {
        WorkOsApiException? refusal = null;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                if (await FindNewerAsync(request, attempt == 1 ? [] : StorePolls) is { } newer)
                {
                    if (request.IsFulfilledBy(newer, time.GetUtcNow()))
                    {
                        return new RefreshOutcome.Refreshed(newer, WasStored: true);
                    }

                    request = request.WithTicket(newer) ?? request;
                }
                else if (attempt > 1)
                {
                    return await GiveUpAsync(request, refusal);
                }

                var outcome = await AskWorkOsAsync(request);
                if (outcome is not RefreshOutcome.Ended { Failure: { IsInvalidGrant: true } used })
                {
                    return outcome;
                }

                // The token has been used: by the process that was faster, if there is one.
                refusal = used;
                if (attempt == MaxAttempts)
                {
                    return await GiveUpAsync(request, refusal);
                }
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The session store of the app, most likely. It must not sign anybody out.
            Log.RefreshBroken(logger, request.Scheme.Scheme.Name, exception);
            return new RefreshOutcome.Postponed(DefaultRetryAfter);
        }
    }

    /// <summary>The stored ticket, if another request or process has refreshed the session meanwhile.</summary>
    private async Task<AuthenticationTicket?> FindNewerAsync(RefreshRequest request, TimeSpan[] polls)
    {
        for (var poll = 0; request.Store is { } store; poll++)
        {
            if (await store.RetrieveAsync(request.Session.StoreKey!) is { } stored
                && SessionState.Read(stored.Properties)?.RefreshToken is { } token
                && token != request.RefreshToken)
            {
                return stored;
            }

            if (poll == polls.Length)
            {
                break;
            }

            await Task.Delay(polls[poll], time);
        }

        return null;
    }

    private async Task<RefreshOutcome> AskWorkOsAsync(RefreshRequest request)
    {
        try
        {
            // Left out, WorkOS falls back to an organization of its own choice.
            if (await request.Scheme.RefreshAsync(request.RefreshToken, request.SwitchTo ?? request.PresentOrganization) is not { } grant)
            {
                return await PostponeAsync(request, DefaultRetryAfter, failure: null);
            }

            // Whatever the reason: a session never becomes another person's.
            if (grant.Subject != request.Ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier))
            {
                return new RefreshOutcome.Ended(WorkOsSessionEndReason.RefreshRefused);
            }

            if (request.SwitchTo is { } asked && !grant.IsOf(asked))
            {
                Log.OrganizationSwitchIgnored(logger, request.Scheme.Scheme.Name, asked);
            }

            return await successor.CreateAsync(request, grant) is { } ticket
                ? new RefreshOutcome.Refreshed(ticket, WasStored: false)
                : new RefreshOutcome.Ended(WorkOsSessionEndReason.RefusedByApp);
        }
        catch (WorkOsApiException failure) when (IsTerminal(failure))
        {
            if (request.SwitchTo is null || failure.IsInvalidGrant)
            {
                return new RefreshOutcome.Ended(WorkOsSessionEndReason.RefreshRefused, failure);
            }

            await request.Scheme.RefreshFailedAsync(failure.ToFailure(WorkOsFailureCodes.OrganizationSwitchRejected));
            return new RefreshOutcome.Refused(failure);
        }
        catch (WorkOsApiException failure)
        {
            var asked = failure.RetryAfter > TimeSpan.Zero ? failure.RetryAfter.Value : DefaultRetryAfter;
            return await PostponeAsync(request, asked < MaxRetryAfter ? asked : MaxRetryAfter, failure);
        }
    }

    // Either the session is over, or somebody else was faster whose outcome is not to be seen from here: another machine
    // without a store, a response that never arrived. While the access token lives, the person need not pay for that.
    private async Task<RefreshOutcome> GiveUpAsync(RefreshRequest request, WorkOsApiException? refusal)
    {
        var life = request.Session.ExpiresAt - time.GetUtcNow();
        return life > TimeSpan.Zero
            ? await PostponeAsync(request, life < MaxRetryAfter ? life : MaxRetryAfter, refusal)
            : new RefreshOutcome.Ended(WorkOsSessionEndReason.RefreshRefused, refusal);
    }

    private async Task<RefreshOutcome> PostponeAsync(RefreshRequest request, TimeSpan retryAfter, WorkOsApiException? failure)
    {
        if (failure is null)
        {
            Log.RefreshPostponed(logger, request.Scheme.Scheme.Name, HttpStatusCode.OK, WorkOsFailureCodes.TokenResponseInvalid, requestId: null, description: null);
        }
        else
        {
            Log.RefreshPostponed(logger, request.Scheme.Scheme.Name, failure.StatusCode, failure.ErrorCode, failure.RequestId, failure.Description);
        }

        await request.Scheme.RefreshFailedAsync(failure is null
            ? new WorkOsAuthenticationException(WorkOsFailureCodes.TokenResponseInvalid)
            : failure.ToFailure(WorkOsFailureCodes.TokenExchangeUnavailable));
        return new RefreshOutcome.Postponed(retryAfter, failure);
    }

    // A wrong API key or client id is the operator's trouble. A status that WorkOS does not document, or a code that only
    // repeats its status, as a gateway writes it, is anybody's. Neither says that this session is over.
    private static bool IsTerminal(WorkOsApiException failure) =>
        failure is { Kind: WorkOsApiErrorKind.Rejected, ErrorCode: not null }
        && failure.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity
        && failure.ErrorCode is not ("invalid_client" or "unauthorized_client" or "invalid_request" or "invalid_request_parameters" or "unsupported_grant_type")
        && !failure.ErrorCode.Replace("_", "", StringComparison.Ordinal).Equals(failure.StatusCode.Value.ToString(), StringComparison.OrdinalIgnoreCase);
}
