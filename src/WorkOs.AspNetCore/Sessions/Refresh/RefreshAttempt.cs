namespace WorkOs.AspNetCore;

/// <summary>
/// One attempt to refresh a session: at WorkOS, or with the ticket that another request or machine has stored. Of the machines that share a
/// store, one asks WorkOS, and the others wait for the ticket that it stores.
/// </summary>
internal sealed class RefreshAttempt(RefreshLeases leases, RefreshExchange exchange, TimeProvider time, ILogger<RefreshAttempt> logger)
{
    // The delay before each read of the store: none before WorkOS is asked; after that, two seconds in all for another process to store
    // its ticket.
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
                    // Another request or process has refreshed the session.
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

                // After the last read, the attempt does not wait for a lease.
                if ((look == looks.Length - 1 ? [] : await leases.TryTakeAsync(request)) is not { } lease)
                {
                    if (begun.FindSpareTime(time.GetUtcNow()) is { } spare)
                    {
                        return new RefreshOutcome.LeftToAnother(spare < RefreshLeases.Lifetime ? spare : RefreshLeases.Lifetime);
                    }

                    continue;
                }

                var outcome = await exchange.RunAsync(request);
                if (outcome is not RefreshOutcome.Refreshed)
                {
                    await leases.ReleaseAsync(request, lease);
                }

                if (outcome is not RefreshOutcome.Ended { Failure: { IsInvalidGrant: true } used })
                {
                    return outcome;
                }

                // The token was used before, probably by another process.
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
            // Most likely the session store of the app. That must not sign the user out.
            Log.RefreshBroken(logger, request.Scheme.Name, exception);
            return new RefreshOutcome.Postponed(RefreshExchange.DefaultRetryAfter) { IsBroken = true };
        }
    }

    // Either the session is over, or another machine used the token and its ticket cannot be read here: there is no store, or the
    // response was lost. The session goes on while its access token is valid.
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
