using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <content>What happens when a sign-in does not go straight through, and can go on all the same.</content>
public abstract partial class WorkOsRemoteHandler<TOptions>
{
    private const int MaxUnattendedRestarts = 3;
    private const string RetryParameter = "retry";
    private static readonly TimeSpan UnattendedRestartWindow = TimeSpan.FromMinutes(2);

    /// <summary>Whether a session of this scheme is what the selector asks for.</summary>
    private protected abstract bool IsSessionOf(ClaimsPrincipal principal, Selector? selector);

    /// <summary>Learns which connection a code belongs to, and nothing else of it.</summary>
    private protected abstract Task<Selector?> LookUpSelectorAsync(string code);

    // ---- A callback that is not the end of a sign-in which this browser has under way --------------------------

    private async Task<HandleRequestResult> HandleWithoutStateAsync(CallbackQuery query)
    {
        if (query.Error is { } error && error != WorkOsFailureCodes.IdpInitiatedSsoDisabled)
        {
            throw WorkOsError(query, error);
        }

        if (query.Error is null && query.Code is null)
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.StateMissing);
        }

        var reason = query.Error ?? WorkOsFailureCodes.IdpInitiated;
        if (Options.IdpInitiated == IdpInitiated.Reject || Correlation.CountRestarts(UnattendedRestartWindow) >= MaxUnattendedRestarts)
        {
            throw new WorkOsAuthenticationException(reason);
        }

        var fresh = new AuthenticationProperties { RedirectUri = RootUrl() };
        _flow = fresh;
        if (query.NamedSelector is { } named)
        {
            SignInState.SetSelector(fresh, named with { IsFromOutside = true });
        }
        else if (Options.IdpInitiated == IdpInitiated.RestartWithLookup && query.Code is { } code && Services<CodeLookupBudget>().TryTake(Scheme.Name))
        {
            await LookUpAsync(code, fresh);
        }

        if (await TryKeepSessionAsync(fresh))
        {
            return HandleRequestResult.Handle();
        }

        if (SignInState.GetSelector(fresh) is null && !HasDefaultWay)
        {
            throw new WorkOsAuthenticationException(reason);
        }

        await RestartAsync(fresh, reason);
        return HandleRequestResult.Handle();
    }

    private async Task LookUpAsync(string code, AuthenticationProperties fresh)
    {
        if (Services<RedeemedCodes>().TryAdd(code) && await LookUpSelectorAsync(code) is { } found)
        {
            SignInState.SetSelector(fresh, found with { IsFromOutside = true });
        }
    }

    private async Task<HandleRequestResult> RecoverAsync(CallbackQuery query, AuthenticationProperties properties, bool isOwn, string reason)
    {
        if (await HasSessionAsync(properties))
        {
            Log.CallbackSkipped(Logger, Scheme.Name);
            Response.Redirect(CheckReturnUrl(properties.RedirectUri ?? RootUrl()));
            return HandleRequestResult.Handle();
        }

        var fresh = isOwn ? SignInState.CopyForNewFlow(properties) : ReduceToOutside(properties);
        if (isOwn)
        {
            SignInState.SetSelector(fresh, SignInState.GetSelector(properties));
        }

        if (query.Error is { } error)
        {
            return await HandleErrorAsync(query, error, fresh);
        }

        _flow = fresh;
        if (!isOwn && await TryKeepSessionAsync(fresh))
        {
            return HandleRequestResult.Handle();
        }

        if (SignInState.IsRestart(properties) || (SignInState.GetSelector(fresh) is null && !HasDefaultWay))
        {
            throw new WorkOsAuthenticationException(reason);
        }

        await RestartAsync(fresh, reason);
        return HandleRequestResult.Handle();
    }

    private async Task RestartAsync(AuthenticationProperties fresh, string reason)
    {
        Log.SignInRestarted(Logger, Scheme.Name, reason);
        Services<WorkOsMetrics>().Restarted(Scheme.Name, reason);
        SignInState.MarkRestart(fresh);
        _flow = fresh;
        await StartAsync(fresh);
    }

    private async Task<bool> HasSessionAsync(AuthenticationProperties properties)
    {
        var session = await HandleAuthenticateAsync();
        return session is { Succeeded: true } && IsSessionOf(session.Principal, SignInState.GetSelector(properties));
    }

    /// <summary>Ends a sign-in whose grant does not come with a callback of its own.</summary>
    private protected async Task FinishAsync(AuthenticationProperties properties, Func<Task<JsonDocument>> requestToken)
    {
        _flow = properties;
        AuthenticationTicket ticket;
        try
        {
            using var tokens = OAuthTokenResponse.Success(await requestToken());
            ticket = await CreateTicketAsync(tokens, properties);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            await FailAsync(FailureOf(exception), properties);
            return;
        }

        await SignInAsync(ticket);
    }

    // ---- A person who follows the link of the built-in page -----------------------------------------------------

    private async Task<HandleRequestResult> RetryAsync()
    {
        if (!NavigationRequest.IsNavigation(Request))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return HandleRequestResult.Handle();
        }

        if (RetryFormat.Unprotect(Request.Query[RetryParameter].ToString(), Options, Scheme.Name) is not { } kept)
        {
            _flow = new AuthenticationProperties { RedirectUri = RootUrl() };
            await StartFromOutsideAsync(_flow);
            return HandleRequestResult.Handle();
        }

        var isOwn = Correlation.Consume(kept) && !SignInState.IsExpired(kept, TimeProvider.GetUtcNow(), RetryFormat.Lifetime);
        _flow = isOwn ? kept : ReduceToOutside(kept);
        await (isOwn ? StartAsync(_flow) : StartFromOutsideAsync(_flow));
        return HandleRequestResult.Handle();
    }

    private (string Url, string Text) NextStep(AuthenticationProperties? properties)
    {
        var selector = properties is null ? null : SignInState.GetSelector(properties);
        if (selector is null && Options.SignInPath.HasValue)
        {
            return (SignInUrl(properties?.RedirectUri), "Go to the sign-in page");
        }

        // The default is chosen again when the link is followed.
        selector = selector == Options.DefaultSelector ? null : selector;
        if ((selector ?? Options.DefaultSelector) is not { IsWellFormed: true })
        {
            return (RootUrl(), "Go to the start page");
        }

        var url = OriginalPathBase + Options.CallbackPath + QueryString.Create(RetryParameter, ProtectRetry(properties, selector));
        return (url, "Try again");
    }

    private string ProtectRetry(AuthenticationProperties? properties, Selector? selector)
    {
        var retry = properties is null ? new AuthenticationProperties() : SignInState.CopyForNewFlow(properties);
        retry.RedirectUri ??= RootUrl();
        SignInState.SetSelector(retry, selector);
        SignInState.SetIssued(retry, TimeProvider.GetUtcNow());
        if (selector is { IsFromOutside: false } || SignInState.HasAppItems(retry))
        {
            Correlation.Issue(retry);
        }

        var text = RetryFormat.Protect(retry, Options, Scheme.Name);
        if (text.Length <= CallbackQuery.MaxStateLength)
        {
            return text;
        }

        // The app keeps more than an address has room for; a way on without it is better than none.
        SignInState.RemoveAppItems(retry);
        return RetryFormat.Protect(retry, Options, Scheme.Name);
    }
}
