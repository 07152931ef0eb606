using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore;

/// <summary>
/// One refresh: the call to WorkOS, what its answer means for the session, and where the next ticket goes. Where another
/// process was faster, its outcome is read from the store.
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
    public async Task<RefreshOutcome> RunAsync(SessionRefresh session)
    {
        try
        {
            return await RefreshAsync(session);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The session store of the app, most likely. It must not sign anybody out.
            Log.RefreshBroken(logger, session.Scheme, exception);
            return new RefreshOutcome(RefreshStatus.Postponed, RetryAfter: DefaultRetryAfter);
        }
    }

    private async Task<RefreshOutcome> RefreshAsync(SessionRefresh session)
    {
        var newer = await session.FindNewerAsync();
        for (var attempt = 0; ; attempt++)
        {
            if (newer is not null)
            {
                if (session.IsFulfilledBy(newer, time.GetUtcNow()))
                {
                    return new RefreshOutcome(RefreshStatus.Refreshed, newer);
                }

                session = session.For(newer) ?? session;
            }

            var outcome = await AskWorkOsAsync(session);
            if (outcome is not { Status: RefreshStatus.Ended, Failure.IsInvalidGrant: true })
            {
                return outcome;
            }

            if (attempt + 1 == MaxAttempts)
            {
                return Spent(session, outcome);
            }

            // The token has been used: by the process that was faster, if there is one.
            newer = await WaitForWinnerAsync(session);
            if (newer is null)
            {
                return Spent(session, outcome);
            }
        }
    }

    private async Task<RefreshOutcome> AskWorkOsAsync(SessionRefresh session)
    {
        try
        {
            using var response = await new WorkOsApiClient(session.Options.Backchannel).PostAsync(
                session.Options.TokenEndpoint,
                AuthKitGrants.Refresh(session.Options, session.RefreshToken, session.Organization),
                WorkOsJsonContext.Default.WorkOsTokenRequest,
                bearer: null,
                CancellationToken.None);
            return await AcceptAsync(session, AuthKitAnswer.TryRead(response.RootElement));
        }
        catch (WorkOsApiException failure) when (IsTerminal(failure))
        {
            var refusesOrganization = session.SwitchTo is not null && !failure.IsInvalidGrant;
            return new RefreshOutcome(refusesOrganization ? RefreshStatus.Refused : RefreshStatus.Ended, Failure: failure);
        }
        catch (WorkOsApiException failure)
        {
            Log.RefreshPostponed(logger, session.Scheme, failure.StatusCode, failure.ErrorCode, failure.RequestId, failure.Description);
            return new RefreshOutcome(RefreshStatus.Postponed, Failure: failure, RetryAfter: RetryAfterOf(failure));
        }
    }

    private async Task<RefreshOutcome> AcceptAsync(SessionRefresh session, AuthKitAnswer? answer)
    {
        if (answer is null)
        {
            Log.RefreshPostponed(logger, session.Scheme, HttpStatusCode.OK, WorkOsFailureCodes.TokenResponseInvalid, requestId: null, description: null);
            return new RefreshOutcome(RefreshStatus.Postponed, RetryAfter: DefaultRetryAfter);
        }

        // Whatever the reason: a session never becomes another person's.
        if (answer.Token.Subject != session.Ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier))
        {
            return new RefreshOutcome(RefreshStatus.Ended);
        }

        if (session.SwitchTo is { } asked && !answer.IsOf(asked))
        {
            Log.OrganizationSwitchIgnored(logger, session.Scheme, asked);
        }

        if (await successor.CreateAsync(session, answer) is not { } ticket)
        {
            return new RefreshOutcome(RefreshStatus.Ended);
        }

        var outcome = new RefreshOutcome(RefreshStatus.Refreshed, ticket) { IsStored = false };
        await StoreAsync(session, outcome);
        return outcome;
    }

    /// <summary>Stores the ticket, if it is not stored yet.</summary>
    public async Task StoreAsync(SessionRefresh session, RefreshOutcome outcome)
    {
        if (outcome.IsStored)
        {
            return;
        }

        try
        {
            await session.StoreAsync(outcome.Ticket!);
            outcome.IsStored = true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.RefreshNotStored(logger, session.Scheme, exception);
        }
    }

    // Either the session is over, or somebody else was faster whose outcome is not to be seen from here: another machine
    // without a store, a response that never arrived. While the access token lives, the person need not pay for that.
    private RefreshOutcome Spent(SessionRefresh session, RefreshOutcome outcome)
    {
        var life = session.RestOfLife(time.GetUtcNow());
        if (life <= TimeSpan.Zero)
        {
            return outcome;
        }

        Log.RefreshPostponed(
            logger, session.Scheme, outcome.Failure?.StatusCode, outcome.Failure?.ErrorCode, outcome.Failure?.RequestId, outcome.Failure?.Description);
        return new RefreshOutcome(RefreshStatus.Postponed, Failure: outcome.Failure, RetryAfter: life < MaxRetryAfter ? life : MaxRetryAfter);
    }

    private async Task<AuthenticationTicket?> WaitForWinnerAsync(SessionRefresh session)
    {
        if (!session.HasStore)
        {
            return null;
        }

        foreach (var pause in StorePolls)
        {
            if (await session.FindNewerAsync() is { } newer)
            {
                return newer;
            }

            await Task.Delay(pause, time);
        }

        return await session.FindNewerAsync();
    }

    // A wrong API key or client id is the operator's trouble. A status that WorkOS does not document, or a code that only
    // repeats its status, as a gateway writes it, is anybody's. Neither says that this session is over.
    private static bool IsTerminal(WorkOsApiException failure) =>
        failure is { Kind: WorkOsApiErrorKind.Rejected, ErrorCode: not null }
        && failure.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity
        && failure.ErrorCode is not ("invalid_client" or "unauthorized_client" or "invalid_request" or "invalid_request_parameters" or "unsupported_grant_type")
        && !RepeatsStatus(failure.ErrorCode, failure.StatusCode.Value);

    private static bool RepeatsStatus(string code, HttpStatusCode status) =>
        code.Replace("_", "", StringComparison.Ordinal).Equals(status.ToString(), StringComparison.OrdinalIgnoreCase);

    private static TimeSpan RetryAfterOf(WorkOsApiException failure) => failure.RetryAfter is { } asked && asked > TimeSpan.Zero
        ? asked < MaxRetryAfter ? asked : MaxRetryAfter
        : DefaultRetryAfter;
}
