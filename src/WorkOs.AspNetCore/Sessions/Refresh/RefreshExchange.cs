using System.Collections.Frozen;
using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// One refresh: the call to WorkOS, what its answer means for the session, and the ticket that follows. Where another process
/// was faster, its outcome is read from the store.
/// </summary>
internal sealed class RefreshExchange(
    SentRefreshTokens sent,
    ReceivingProcess receiver,
    RefreshedTickets tickets,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<RefreshExchange> logger)
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);

    // Where the same token may be sent again, an answer that takes longer is asked for again.
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(5);

    // What WorkOS documents as the end of a session, or of it in this organization. A code that is not among them may be anybody's trouble.
    private static readonly FrozenSet<string> EndCodes = FrozenSet.ToFrozenSet(
    [
        "invalid_grant", "access_denied", "authentication_method_not_allowed", "email_verification_required", "mfa_challenge", "mfa_enrollment",
        "organization_authentication_methods_required", "organization_membership_not_found", "organization_not_found",
        "organization_selection_required", "sso_required", "user_not_found", WorkOsFailureCodes.OrganizationMismatch,
    ]);

    // How long to wait before each look into the store: not at all before WorkOS is asked, and then for the process that won a
    // race to store its outcome, two seconds in all.
    private static readonly TimeSpan[] Looks =
        [TimeSpan.Zero, TimeSpan.Zero, .. new[] { 100, 200, 400, 1300 }.Select(wait => TimeSpan.FromMilliseconds(wait))];

    /// <summary>Refreshes the session; never throws.</summary>
    public async Task<RefreshOutcome> RunAsync(RefreshRequest request)
    {
        WorkOsApiException? refusal = null;
        try
        {
            foreach (var wait in request.Store is null ? Looks[..1] : Looks)
            {
                await Task.Delay(wait, time);
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

                var outcome = await AskWorkOsAsync(request);
                if (outcome is not RefreshOutcome.Ended { Failure: { IsInvalidGrant: true } used })
                {
                    return outcome;
                }

                // WorkOS may not repeat its answer for another organization. For the present one it does.
                if (request.SwitchTo is not null && !request.Scheme.Product.SendsRefreshTokenOnce
                    && await AskWorkOsAsync(request with { SwitchTo = null }) is RefreshOutcome.Refreshed repeated)
                {
                    return repeated;
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
            return new RefreshOutcome.Postponed(DefaultRetryAfter) { IsBroken = true };
        }
    }

    private async Task<RefreshOutcome> AskWorkOsAsync(RefreshRequest request)
    {
        var scheme = request.Scheme;
        if (scheme.Product.SendsRefreshTokenOnce && receiver.IsAnother(request))
        {
            return new RefreshOutcome.Ended(WorkOsSessionEndReason.RefreshRefused, WorkOsApiException.SentBefore());
        }

        try
        {
            await scheme.Product.PrepareAsync(scheme.Options);
        }
        catch (WorkOsApiException failure)
        {
            return await PostponeAsync(request, failure);
        }

        byte[]? mark = null;
        if (scheme.Product.SendsRefreshTokenOnce && (mark = await sent.TryMarkAsync(request)) is null)
        {
            return new RefreshOutcome.Ended(WorkOsSessionEndReason.RefreshRefused, WorkOsApiException.SentBefore());
        }

        try
        {
            // Left out, WorkOS falls back to an organization of its own choice.
            var asked = new RefreshGrant(request.RefreshToken, request.SwitchTo ?? request.PresentOrganization, request.Ticket.Properties) { Client = request.Client };
            if (await AskAsync(scheme, asked) is not { } grant)
            {
                return await PostponeAsync(request, DefaultRetryAfter, failure: null);
            }

            // Whatever the reason: a session never becomes another person's.
            if (grant.Token.Subject != request.Ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier))
            {
                return RefreshOutcome.Ended.Without(grant, WorkOsSessionEndReason.RefreshRefused);
            }

            if (request.SwitchTo is { } other && !grant.IsOf(other))
            {
                Log.OrganizationSwitchIgnored(logger, scheme.Name, other);
            }

            return await tickets.CreateAsync(request, grant) is { } ticket
                ? new RefreshOutcome.Refreshed(ticket, request)
                : RefreshOutcome.Ended.Without(grant, WorkOsSessionEndReason.RefusedByApp);
        }
        catch (WorkOsApiException failure) when (IsTerminal(failure))
        {
            if (request.SwitchTo is null || failure.IsInvalidGrant)
            {
                return new RefreshOutcome.Ended(WorkOsSessionEndReason.RefreshRefused, failure);
            }

            await TellAsync(scheme, failure.ToFailure(WorkOsFailureCodes.OrganizationSwitchRejected));
            return new RefreshOutcome.Refused(failure);
        }
        catch (WorkOsApiException failure)
        {
            if (mark is not null && !MayHaveSpentToken(failure))
            {
                await sent.UnmarkAsync(request, mark);
            }

            return await PostponeAsync(request, failure);
        }
    }

    private async Task<ISessionGrant?> AskAsync(SessionScheme scheme, RefreshGrant grant)
    {
        using var limit = new CancellationTokenSource(scheme.Product.SendsRefreshTokenOnce ? Timeout.InfiniteTimeSpan : AttemptLimit, time);
        try
        {
            return await scheme.Product.AskAsync(scheme.Options, grant, limit.Token);
        }
        catch (Exception exception) when (exception is not (WorkOsApiException or OutOfMemoryException))
        {
            // The limit, or what a handler of the app threw of its own: the answer may be lost either way.
            throw WorkOsApiException.Of(exception);
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

    private Task<RefreshOutcome> PostponeAsync(RefreshRequest request, WorkOsApiException failure)
    {
        var asked = failure.RetryAfter > TimeSpan.Zero ? failure.RetryAfter.Value : DefaultRetryAfter;
        return PostponeAsync(request, asked < MaxRetryAfter ? asked : MaxRetryAfter, failure);
    }

    private async Task<RefreshOutcome> PostponeAsync(RefreshRequest request, TimeSpan retryAfter, WorkOsApiException? failure)
    {
        if (failure is null)
        {
            Log.RefreshPostponed(logger, request.Scheme.Name, HttpStatusCode.OK, WorkOsFailureCodes.TokenResponseInvalid, requestId: null, description: null);
        }
        else
        {
            Log.RefreshPostponed(logger, request.Scheme.Name, failure.StatusCode, failure.ErrorCode, failure.RequestId, failure.Description);
        }

        await TellAsync(request.Scheme, failure is null
            ? new WorkOsAuthenticationException(WorkOsFailureCodes.TokenResponseInvalid)
            : failure.ToFailure(WorkOsFailureCodes.TokenExchangeUnavailable));
        return new RefreshOutcome.Postponed(retryAfter, failure)
        {
            IsAnswerLost = !request.Scheme.Product.SendsRefreshTokenOnce && failure is null or { WasSent: true, Kind: not WorkOsApiErrorKind.Rejected },
        };
    }

    // A handler that throws does not change what becomes of the session.
    private async Task TellAsync(SessionScheme scheme, WorkOsAuthenticationException failure)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scheme.Options.EventsOf(scope.ServiceProvider).RefreshFailed(
                new WorkOsRefreshFailedContext(scheme.Scheme, scheme.Options, scope.ServiceProvider, failure));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.RefreshBroken(logger, scheme.Name, exception);
        }
    }

    // A client is authenticated before its refresh token is looked at (RFC 6749, 3.2.1). No other answer says so, not even a 429:
    // nothing says whether the token was looked at before the calls were counted.
    private static bool MayHaveSpentToken(WorkOsApiException failure) =>
        failure.WasSent && failure is not { Kind: WorkOsApiErrorKind.Rejected, ErrorCode: "invalid_client" or "unauthorized_client" };

    private static bool IsTerminal(WorkOsApiException failure) =>
        failure is { Kind: WorkOsApiErrorKind.Rejected, ErrorCode: { } code }
        && failure.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity
        && EndCodes.Contains(code);
}
