namespace WorkOs.AspNetCore;

/// <summary>
/// One attempt to refresh a session: at WorkOS, or with what another request or machine has stored. Of machines that share a store, one
/// asks WorkOS, and the others wait for its outcome.
/// </summary>
internal sealed class RefreshAttempt(RefreshClaims claims, RefreshExchange exchange, TimeProvider time, ILogger<RefreshAttempt> logger)
{
    // How long to wait before each look into the store: not at all before WorkOS is asked, and then for the process that won a
    // race to store its outcome, two seconds in all.
    private static readonly TimeSpan[] Looks =
        [TimeSpan.Zero, TimeSpan.Zero, .. new[] { 100, 200, 400, 1300 }.Select(wait => TimeSpan.FromMilliseconds(wait))];

    /// <summary>Refreshes the session; never throws.</summary>
    public async Task<RefreshOutcome> RunAsync(RefreshRequest request)
    {
        var begun = request;
        WorkOsApiException? refusal = null;
        try
        {
            var looks = request.Store is null ? Looks[..1] : Looks;
            for (var look = 0; look < looks.Length; look++)
            {
                await Task.Delay(looks[look], time);
                if (request.Store is { } store
                    && await store.RetrieveAsync(request.Session.StoreKey!) is { } stored
                    && SessionState.Read(stored.Properties)?.RefreshToken is { } token
                    && token != request.RefreshToken)
                {
                    // Another request or process has refreshed the session meanwhile.
                    if (request.IsFulfilledBy(stored, time.GetUtcNow()))
                    {
                        return new RefreshOutcome.Refreshed(stored, From: null);
                    }

                    request = request.WithTicket(stored) ?? request;
                }
                else if (refusal is not null)
                {
                    continue;
                }

                // After the last look, nobody is waited for.
                if ((look == looks.Length - 1 ? [] : await claims.TryTakeAsync(request)) is not { } claim)
                {
                    if (begun.FindSpareTime(time.GetUtcNow()) is { } spare)
                    {
                        return new RefreshOutcome.LeftToAnother(spare < RefreshClaims.Lifetime ? spare : RefreshClaims.Lifetime);
                    }

                    continue;
                }

                var outcome = await exchange.RunAsync(request);
                if (outcome is not RefreshOutcome.Refreshed)
                {
                    await claims.ReleaseAsync(request, claim);
                }

                if (outcome is not RefreshOutcome.Ended { Failure: { IsInvalidGrant: true } used })
                {
                    return outcome;
                }

                // The token has been used: by the process that was faster, if there is one.
                (var wasRefused, refusal) = (refusal is not null, used);
                if (wasRefused)
                {
                    break;
                }
            }

            return await GiveUpAsync(request, refusal);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The session store of the app, most likely. It must not sign anybody out.
            Log.RefreshBroken(logger, request.Scheme.Name, exception);
            return new RefreshOutcome.Postponed(RefreshExchange.DefaultRetryAfter) { IsBroken = true };
        }
    }

    // Either the session is over, or somebody else was faster whose outcome is not to be seen from here: another machine
    // without a store, a response that never arrived. While the access token lives, the person need not pay for that.
    private async Task<RefreshOutcome> GiveUpAsync(RefreshRequest request, WorkOsApiException? refusal)
    {
        var life = request.Session.ExpiresAt - time.GetUtcNow();
        if (life > TimeSpan.Zero)
        {
            return await exchange.PostponeAsync(request, life < RefreshExchange.MaxRetryAfter ? life : RefreshExchange.MaxRetryAfter, refusal);
        }

        return refusal is { IsSentBefore: true } && await exchange.IsUnderWayAsync(request)
            ? await exchange.PostponeAsync(request, RefreshExchange.DefaultRetryAfter, refusal)
            : new RefreshOutcome.Ended(WorkOsSessionEndReason.RefreshRefused, refusal);
    }
}
