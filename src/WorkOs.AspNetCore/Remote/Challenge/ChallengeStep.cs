using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>Starts a sign-in, for a challenge or after an earlier attempt: redirects the browser to the authorize URL.</summary>
internal sealed class ChallengeStep(
    IRemoteProduct product, AccountSwitchStep accountSwitch, FailureStep failures, ForwardedHeadersCheck forwardedHeaders)
{
    private const int CodeVerifierBytes = 32;

    public async Task RunAsync(RemoteRequest request, AuthenticationProperties properties)
    {
        var options = request.Options;
        if (request.Http.Items.ContainsKey(UnreadableSession.Key))
        {
            await FailureResponse.WriteUnreadableSessionAsync(request.Http);
            return;
        }

        if (!NavigationRequest.IsNavigation(request.Http.Request))
        {
            Log.ChallengeNotNavigation(request.Logger, request.Scheme.Name);
            request.Http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (request.PathBase.HasValue || request.Http.Features.Get<IAuthenticationFeature>() is null)
        {
            ChallengeMistakes.Report(request);
        }

        if (!options.Enabled && !options.SignInPath.HasValue)
        {
            Log.ChallengeDisabled(request.Logger, request.Scheme.Name);
            request.Http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (options.ErrorPath.HasValue
            && request.IsGet
            && request.Path == options.ErrorPath
            && new CallbackQuery(request.Http.Request.Query).Error is { } code)
        {
            await failures.ReplaceErrorPageAsync(request, code);
            return;
        }

        // A redirect cannot repeat a POST request, so only a GET request returns to its own URL.
        var returnUrl = SiteUrls.ReturnUrl(
            request, properties.RedirectUri ?? (request.IsGet ? request.PathBase + request.Path + request.Http.Request.QueryString : null));
        var link = properties.GetParameter<SignInLink>(SignInLink.Parameter);
        var flow = SignInState.Begin(properties) with
        {
            Selector = link?.Selector,
            Scope = properties.GetParameter<ICollection<string>>(OAuthChallengeProperties.ScopeKey) is { } scopes ? string.Join(' ', scopes) : null,
        };
        flow.App.RedirectUri = returnUrl;
        try
        {
            await (link is null ? StartAsync(request, flow) : StartFromOutsideAsync(request, flow));
        }
        catch (Exception exception) when (exception is WorkOsAuthenticationException || !request.IsFailure(exception))
        {
            await failures.FailAsync(request, exception, flow);
        }
    }

    /// <summary>
    /// Starts a sign-in for a request from outside, such as a link, a tile, or a "try again" link that may belong to another browser.
    /// </summary>
    public async Task StartFromOutsideAsync(RemoteRequest request, SignInFlow flow)
    {
        if (!await accountSwitch.TryKeepSessionAsync(request, flow))
        {
            await StartAsync(request, flow);
        }
    }

    /// <summary>Redirects the browser to WorkOS, or to the sign-in page if there is no selector.</summary>
    /// <exception cref="WorkOsAuthenticationException">
    /// There is no valid selector, the options do not allow it, or the authorize URL cannot be built.
    /// </exception>
    public async Task StartAsync(RemoteRequest request, SignInFlow flow)
    {
        var options = request.Options;
        if (flow.Scope is { } scopes)
        {
            flow.App.SetParameter(OAuthChallengeProperties.ScopeKey, scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        var selector = options.Enabled ? flow.Selector ?? await product.SelectAsync(request, flow.App) : null;
        if (selector is { IsFromOutside: true } named)
        {
            selector = FromOutside.Accept(named, options);
        }

        // Without this condition, a sign-in page that requires an authenticated user would redirect to itself endlessly.
        if (selector is null && options.SignInPath.HasValue && !(request.IsGet && request.Path == options.SignInPath))
        {
            request.Http.Response.Redirect(SiteUrls.SignInPage(request, flow.ReturnUrl));
            return;
        }

        if (selector is not { IsWellFormed: true } chosen)
        {
            throw CannotAskFor(selector, request, flow);
        }

        if (options.PublicOrigin is null && !request.IsSecure && request.Http.Request.Headers.ContainsKey("X-Forwarded-Proto"))
        {
            forwardedHeaders.Warn(request);
        }

        var verifier = options.UsePkce ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeVerifierBytes)) : null;
        var started = new CorrelationCookies(request).Issue(flow with { Selector = chosen, Issued = request.Now, CodeVerifier = verifier });
        var parameters = new AuthorizationParameters()
            .Add("client_id", options.ClientId)
            .Add("redirect_uri", request.Origin + request.PathBase + options.CallbackPath)
            .Add("response_type", "code");
        if (verifier is not null)
        {
            parameters
                .Add(OAuthConstants.CodeChallengeKey, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))))
                .Add(OAuthConstants.CodeChallengeMethodKey, OAuthConstants.CodeChallengeMethodS256);
        }

        await product.AddParametersAsync(request, parameters, chosen, started.App);
        foreach (var (name, value) in options.AdditionalAuthorizationParameters)
        {
            parameters.AddUnreserved(name, value);
        }

        parameters.Add("state", SignInState.Protect(started, options.StateDataFormat));
        request.Http.Response.Headers.CacheControl = "no-store";
        await request.Events.RedirectToAuthorizationEndpoint(new RedirectContext<OAuthOptions>(
            request.Http, request.Scheme, options, started.App, parameters.AppendTo(parameters.Endpoint ?? options.AuthorizationEndpoint)));
        if (request.Http.Request.IsEnhancedNavigation)
        {
            EnhancedNavigation.CompleteRedirect(request.Http);
        }
    }

    private static WorkOsAuthenticationException CannotAskFor(Selector? selector, RemoteRequest request, SignInFlow flow) => selector is { } malformed
        ? new(malformed.MalformedCode) { IsClientCaused = true }
        : new(
            WorkOsFailureCodes.InvalidConnectionSelector,
            $"The challenge of scheme '{request.Scheme.Name}' names no organization, connection or provider: name one in the challenge properties, or set a default or SignInPath in the options. A page at SignInPath must allow anonymous users.")
        {
            IsClientCaused = flow.App.GetParameter<SignInLink>(SignInLink.Parameter) is not null || request.Http.Request.Path == request.Options.CallbackPath,
        };
}
