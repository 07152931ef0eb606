using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Makes every browser sign-in through WorkOS safe: state, correlation, return URLs, methods, restarts. A product on
/// top says how to select the identity provider, what to exchange, and which claims come of it. This part leads to
/// WorkOS; the others deal with the way back, with what goes wrong on it, and with sign-out.
/// </summary>
/// <typeparam name="TOptions">The options of the product.</typeparam>
public abstract partial class WorkOsRemoteHandler<TOptions> : OAuthHandler<TOptions>
    where TOptions : WorkOsRemoteOptions, new()
{
    private const int CodeVerifierBytes = 32;

    /// <summary>Creates the handler; dependency injection calls this.</summary>
    /// <param name="options">The options of every scheme.</param>
    /// <param name="logger">Makes the logger.</param>
    /// <param name="encoder">The encoder for URLs.</param>
    private protected WorkOsRemoteHandler(IOptionsMonitor<TOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : base(options, logger, encoder)
    {
    }

    /// <summary>The selector of a challenge, <see langword="null"/> when it names none and there is no default.</summary>
    private protected abstract ValueTask<Selector?> SelectAsync(AuthenticationProperties properties);

    /// <summary>Adds the selector and the sign-in parameters of the product.</summary>
    private protected abstract void AddParameters(AuthorizationParameters parameters, Selector selector, AuthenticationProperties properties);

    private T Services<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    private protected WorkOsApiClient Api => new(Backchannel);

    private CorrelationCookies Correlation => new(Context, Options, Scheme.Name, OriginalPathBase, TimeProvider);

    // ---- Challenge ---------------------------------------------------------------------------------------------

    /// <inheritdoc />
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!NavigationRequest.IsNavigation(Request))
        {
            Log.ChallengeNotNavigation(Logger, Scheme.Name);
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (!Options.Enabled && !Options.SignInPath.HasValue)
        {
            Log.ChallengeDisabled(Logger, Scheme.Name);
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (IsErrorPage() && new CallbackQuery(Request.Query).Error is { } code)
        {
            await ReplaceErrorPageAsync(code);
            return;
        }

        // A copy, because the app may challenge twice with one object; its parameters never reach the state.
        var flow = SignInState.CopyForNewFlow(properties);
        flow.RedirectUri = CheckReturnUrl(properties.RedirectUri ?? ReturnUrlOfRequest());
        try
        {
            await (flow.GetParameter<bool>(SignInState.LinkParameter) ? StartFromOutsideAsync(flow) : StartAsync(flow));
        }
        catch (WorkOsAuthenticationException failure)
        {
            await FailAsync(failure, flow);
        }
        catch (OperationCanceledException) when (Context.RequestAborted.IsCancellationRequested)
        {
            Log.BrowserGone(Logger, Scheme.Name);
        }
    }

    private async Task StartAsync(AuthenticationProperties flow)
    {
        var selector = Options.Enabled ? await SelectFlowAsync(flow) : null;
        if (selector is null && Options.SignInPath.HasValue && !IsSignInPage())
        {
            Response.Redirect(SignInUrl(flow.RedirectUri));
            return;
        }

        if (selector is not { } chosen)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.InvalidConnectionSelector,
                $"The challenge of scheme '{Scheme.Name}' names no organization, connection or provider: name one in WorkOsChallengeProperties, or set a default or SignInPath in the options. A page at SignInPath must allow anonymous visitors.")
            {
                IsAnybodys = IsBegunFromOutside(flow),
            };
        }

        if (!chosen.IsWellFormed)
        {
            throw new WorkOsAuthenticationException(chosen.MalformedCode) { IsAnybodys = true };
        }

        SignInState.SetSelector(flow, chosen);
        SignInState.SetIssued(flow, TimeProvider.GetUtcNow());
        GenerateCorrelationId(flow);
        var url = BuildChallengeUrl(flow, RedirectUri());
        Response.Headers.CacheControl = "no-store";
        await Events.RedirectToAuthorizationEndpoint(new RedirectContext<OAuthOptions>(Context, Scheme, Options, flow, url));
    }

    // Out of the flow until it is accepted, so that whoever was refused does not try again with the same.
    private async ValueTask<Selector?> SelectFlowAsync(AuthenticationProperties flow)
    {
        if (SignInState.TakeSelector(flow) is { } kept)
        {
            return kept.IsFromOutside ? AcceptFromOutside(kept) : kept;
        }

        var selector = await SelectAsync(flow);
        return selector is { } named && flow.GetParameter<bool>(SignInState.FromOutsideParameter) ? AcceptFromOutside(named) : selector;
    }

    /// <inheritdoc />
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var selector = SignInState.GetSelector(properties)
            ?? throw new InvalidOperationException("A challenge URL needs a selector: challenge the scheme instead of building its URL.");

        var parameters = new AuthorizationParameters()
            .Add("client_id", Options.ClientId)
            .Add("redirect_uri", redirectUri)
            .Add("response_type", "code");
        if (Options.UsePkce)
        {
            var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeVerifierBytes));
            properties.Items[OAuthConstants.CodeVerifierKey] = verifier;
            parameters
                .Add(OAuthConstants.CodeChallengeKey, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))))
                .Add(OAuthConstants.CodeChallengeMethodKey, OAuthConstants.CodeChallengeMethodS256);
        }

        AddParameters(parameters, selector, properties);
        parameters.AddUnreserved(Options.AdditionalAuthorizationParameters);
        parameters.Add("state", Options.StateDataFormat.Protect(properties));
        return parameters.AppendTo(Options.AuthorizationEndpoint);
    }

    /// <inheritdoc />
    protected override void GenerateCorrelationId(AuthenticationProperties properties) => Correlation.Issue(properties);

    /// <inheritdoc />
    protected override bool ValidateCorrelationId(AuthenticationProperties properties) => Correlation.Consume(properties);

    private string RedirectUri()
    {
        if (Options.PublicOrigin is { } origin)
        {
            return origin.GetLeftPart(UriPartial.Authority) + OriginalPathBase + Options.CallbackPath;
        }

        Services<ForwardedHeadersCheck>().Inspect(Request, Scheme.Name, Logger);
        return BuildRedirectUri(Options.CallbackPath);
    }

    // A sign-in page that itself wants a signed-in person would be sent to itself for ever.
    private bool IsSignInPage() => HttpMethods.IsGet(Request.Method) && OriginalPath == Options.SignInPath;

    private bool IsErrorPage() => HttpMethods.IsGet(Request.Method) && Options.ErrorPath.HasValue && OriginalPath == Options.ErrorPath;

    private string SignInUrl(string? returnUrl) => QueryHelpers.AddQueryString(
        OriginalPathBase + Options.SignInPath, Options.ReturnUrlParameter, returnUrl ?? RootUrl());

    // ---- Return URLs -------------------------------------------------------------------------------------------

    private string RootUrl() => OriginalPathBase + "/";

    // What was posted cannot be repeated by a redirect.
    private string ReturnUrlOfRequest() => HttpMethods.IsGet(Request.Method)
        ? OriginalPathBase + OriginalPath + Request.QueryString
        : RootUrl();

    private string CheckReturnUrl(string url)
    {
        if (ReturnUrlPolicy.Check(url, Options) is { } safe)
        {
            return safe;
        }

        Log.ReturnUrlRefused(Logger, Scheme.Name);
        return RootUrl();
    }
}
