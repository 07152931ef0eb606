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
            throw WorkOsError(query, error, isAnybodys: true);
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
        if (query.NamedSelector is { } named)
        {
            SignInState.SetSelector(fresh, AcceptFromOutside(named));
        }
        else if (Options.IdpInitiated == IdpInitiated.RestartWithLookup && query.Code is { } code)
        {
            await LookUpAsync(code, fresh);
        }
        else if (Options.DefaultSelector is null && !Options.SignInPath.HasValue)
        {
            throw new WorkOsAuthenticationException(reason);
        }

        await RestartAsync(fresh, reason);
        return HandleRequestResult.Handle();
    }

    private async Task LookUpAsync(string code, AuthenticationProperties fresh)
    {
        try
        {
            if (Services<RedeemedCodes>().TryAdd(code) && await LookUpSelectorAsync(code) is { } found)
            {
                SignInState.SetSelector(fresh, AcceptFromOutside(found));
            }
        }
        catch (WorkOsAuthenticationException failure) when (failure.Code == WorkOsFailureCodes.TokenExchangeRejected)
        {
            // Most likely the code was made up. Credentials that WorkOS refuses show in every other sign-in.
            failure.IsAnybodys = true;
            throw;
        }
    }

    private async Task<HandleRequestResult> RecoverAsync(CallbackQuery query, AuthenticationProperties properties, string reason)
    {
        if (await HasSessionAsync(properties))
        {
            Log.CallbackSkipped(Logger, Scheme.Name);
            Response.Redirect(properties.RedirectUri ?? RootUrl());
            return HandleRequestResult.Handle();
        }

        if (query.Error is { } error)
        {
            return await HandleErrorAsync(query, error, properties, isAnybodys: true);
        }

        if (SignInState.IsRestart(properties))
        {
            throw new WorkOsAuthenticationException(reason);
        }

        var fresh = SignInState.CopyForNewFlow(properties);
        SignInState.SetSelector(fresh, SignInState.GetSelector(properties));

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

        var state = Request.Query[RetryParameter].ToString();
        var kept = string.IsNullOrEmpty(state) ? null : Options.StateDataFormat.Unprotect(state);
        _flow = kept ?? new AuthenticationProperties { RedirectUri = RootUrl() };
        await StartAsync(_flow);
        return HandleRequestResult.Handle();
    }

    private (string Url, string Text) NextStep(AuthenticationProperties? properties)
    {
        var selector = properties is null ? null : SignInState.GetSelector(properties);
        if (selector is null && Options.SignInPath.HasValue)
        {
            return (SignInUrl(properties?.RedirectUri), "Go to the sign-in page");
        }

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
        var state = Options.StateDataFormat.Protect(retry);
        if (state.Length <= CallbackQuery.MaxStateLength)
        {
            return state;
        }

        // The app keeps more than an address has room for; a way on without it is better than none.
        var bare = new AuthenticationProperties { RedirectUri = retry.RedirectUri };
        SignInState.SetSelector(bare, selector);
        return Options.StateDataFormat.Protect(bare);
    }
}
