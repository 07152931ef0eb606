using System.Collections.Frozen;
using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// One refresh at WorkOS: the call, what its answer means for the session, and the ticket that follows.
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

    // Where the same token may be sent again, an answer that takes longer is asked for again.
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(5);

    // What WorkOS documents as the end of a session, or of it in this organization. A code that is not among them may be anybody's trouble.
    private static readonly FrozenSet<string> EndCodes = FrozenSet.ToFrozenSet(
    [
        "invalid_grant", "access_denied", "authentication_method_not_allowed", "email_verification_required", "mfa_challenge", "mfa_enrollment",
        "organization_authentication_methods_required", "organization_membership_not_found", "organization_not_found",
        "organization_selection_required", "sso_required", "user_not_found", WorkOsFailureCodes.OrganizationMismatch,
    ]);

    /// <summary>Asks WorkOS; where it does not repeat its answer for another organization, for that of the present one.</summary>
    public async Task<RefreshOutcome> RunAsync(RefreshRequest request)
    {
        var outcome = await AskWorkOsAsync(request);
        return outcome is RefreshOutcome.Ended { Failure.IsInvalidGrant: true } && request.SwitchTo is not null && !request.Scheme.Product.SendsRefreshTokenOnce
            && await AskWorkOsAsync(request with { SwitchTo = null }) is RefreshOutcome.Refreshed repeated
                ? repeated
                : outcome;
    }

    /// <summary>Whether another request, or another machine, may still be waiting for the answer to a refresh token that is sent once.</summary>
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

    private Task<RefreshOutcome> PostponeAsync(RefreshRequest request, WorkOsApiException failure)
    {
        var asked = failure.RetryAfter > TimeSpan.Zero ? failure.RetryAfter.Value : DefaultRetryAfter;
        return PostponeAsync(request, asked < MaxRetryAfter ? asked : MaxRetryAfter, failure);
    }

    /// <summary>Leaves the session as it is, for now, and says so.</summary>
    /// <param name="request">The session.</param>
    /// <param name="retryAfter">How long to leave WorkOS alone.</param>
    /// <param name="failure">What WorkOS said; <see langword="null"/> where that was nothing of use.</param>
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
