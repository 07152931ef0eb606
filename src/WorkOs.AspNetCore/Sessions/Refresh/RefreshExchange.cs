using System.Collections.Frozen;
using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// The call to WorkOS: sends the refresh token, decides what the answer means for the session, and creates the new ticket.
/// </summary>
internal sealed class RefreshExchange(
    SentRefreshTokens sent,
    ReceivingProcess receiver,
    RefreshedTickets tickets,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<RefreshExchange> logger)
{
    // The tokens, and the claims of the user.
    private const int CallsOfOneRefresh = 2;

    public static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);

    // Only where the same token may be sent again: a call that takes longer is repeated.
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(5);

    // The codes with which WorkOS documents that the session has ended, or has ended in this organization. Any other code can have a cause
    // outside of the session, such as the configuration of the app.
    private static readonly FrozenSet<string> EndCodes = FrozenSet.ToFrozenSet(
    [
        "invalid_grant", "access_denied", "authentication_method_not_allowed", "email_verification_required", "mfa_challenge", "mfa_enrollment",
        "organization_authentication_methods_required", "organization_membership_not_found", "organization_not_found",
        "organization_selection_required", "sso_required", "user_not_found", WorkOsFailureCodes.OrganizationMismatch,
    ]);

    /// <summary>
    /// Asks WorkOS. If it refuses the token for another organization, the token may have been used in the present one and the answer lost:
    /// then asks for that answer again.
    /// </summary>
    public async Task<RefreshOutcome> RunAsync(RefreshRequest request)
    {
        var outcome = await AskWorkOsAsync(request);
        return outcome is RefreshOutcome.Ended { Failure.IsInvalidGrant: true } && request.SwitchTo is not null && !request.Scheme.Product.SendsRefreshTokenOnce
            && await AskWorkOsAsync(request with { SwitchTo = null }) is RefreshOutcome.Refreshed repeated
                ? repeated
                : outcome;
    }

    /// <summary>Whether another request or machine may still be waiting for the answer to this refresh token, which is sent once.</summary>
    public async Task<bool> IsUnderWayAsync(RefreshRequest request) =>
        request.Scheme.Product.SendsRefreshTokenOnce && await sent.WasMarkedWithinAsync(request, CallsOfOneRefresh * request.Scheme.Options.Backchannel.Timeout);

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
            // Without an organization, WorkOS chooses one itself.
            var asked = new RefreshGrant(request.RefreshToken, request.SwitchTo ?? request.PresentOrganization, request.Ticket.Properties) { Client = request.Client };
            if (await AskAsync(scheme, asked) is not { } grant)
            {
                return await PostponeAsync(request, DefaultRetryAfter, failure: null);
            }

            // Whatever the reason: a session must never change its user.
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

            await RaiseRefreshFailedAsync(scheme, failure.ToFailure(WorkOsFailureCodes.OrganizationSwitchRejected));
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
            // The time limit, or an exception from an HTTP handler of the app. In both cases the answer may be lost.
            throw WorkOsApiException.Of(exception);
        }
    }

    private Task<RefreshOutcome> PostponeAsync(RefreshRequest request, WorkOsApiException failure)
    {
        var asked = failure.RetryAfter > TimeSpan.Zero ? failure.RetryAfter.Value : DefaultRetryAfter;
        return PostponeAsync(request, asked < MaxRetryAfter ? asked : MaxRetryAfter, failure);
    }

    /// <summary>Leaves the session as it is for now, logs this, and raises the event.</summary>
    /// <param name="request">The session.</param>
    /// <param name="retryAfter">How long not to ask WorkOS.</param>
    /// <param name="failure">Why WorkOS gave no tokens; <see langword="null"/> if its answer was not usable.</param>
    public async Task<RefreshOutcome> PostponeAsync(RefreshRequest request, TimeSpan retryAfter, WorkOsApiException? failure)
    {
        if (failure is null)
        {
            Log.RefreshPostponed(logger, request.Scheme.Name, HttpStatusCode.OK, WorkOsFailureCodes.TokenResponseInvalid, requestId: null, description: null);
        }
        else
        {
            Log.RefreshPostponed(logger, request.Scheme.Name, failure.StatusCode, failure.ErrorCode, failure.RequestId, failure.Description);
        }

        await RaiseRefreshFailedAsync(request.Scheme, failure is null
            ? new WorkOsAuthenticationException(WorkOsFailureCodes.TokenResponseInvalid)
            : failure.ToFailure(WorkOsFailureCodes.TokenExchangeUnavailable));
        return new RefreshOutcome.Postponed(retryAfter, failure)
        {
            IsAnswerLost = !request.Scheme.Product.SendsRefreshTokenOnce && failure is null or { WasSent: true, Kind: not WorkOsApiErrorKind.Rejected },
        };
    }

    // An exception of a handler does not change the outcome.
    private async Task RaiseRefreshFailedAsync(SessionScheme scheme, WorkOsAuthenticationException failure)
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

    // A server authenticates the client before it reads the refresh token (RFC 6749, 3.2.1). After any other answer, even 429, the token
    // may have been used.
    private static bool MayHaveSpentToken(WorkOsApiException failure) =>
        failure.WasSent && failure is not { Kind: WorkOsApiErrorKind.Rejected, ErrorCode: "invalid_client" or "unauthorized_client" };

    private static bool IsTerminal(WorkOsApiException failure) =>
        failure is { Kind: WorkOsApiErrorKind.Rejected, ErrorCode: { } code }
        && failure.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity
        && EndCodes.Contains(code);
}
