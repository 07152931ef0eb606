using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>The way to WorkOS: from a challenge, or from a sign-in that starts again, to the authorize URL.</summary>
internal sealed class ChallengeStep(
    IRemoteProduct product, SelectionStep selection, AccountSwitchStep accountSwitch, FailureStep failures, ForwardedHeadersCheck forwardedHeaders)
{
    private const int CodeVerifierBytes = 32;

    public async Task RunAsync(RemoteRequest request, AuthenticationProperties properties)
    {
        var options = request.Options;
        if (!NavigationRequest.IsNavigation(request.Http.Request))
        {
            Log.ChallengeNotNavigation(request.Logger, request.Scheme.Name);
            request.Http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
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

        // What was posted cannot be repeated by a redirect.
        var returnUrl = properties.RedirectUri ?? (request.IsGet ? request.PathBase + request.Path + request.Http.Request.QueryString : null);
        var link = properties.GetParameter<SignInLink>(SignInLink.Parameter);
        var flow = SignInState.Begin(properties) with { Selector = link?.Selector };
        flow.App.RedirectUri = SiteUrls.ReturnUrl(request, returnUrl);
        try
        {
            await (link is null ? StartAsync(request, flow) : StartFromOutsideAsync(request, flow));
        }
        catch (WorkOsAuthenticationException failure)
        {
            await failures.FailAsync(request, failure, flow);
        }
        catch (OperationCanceledException) when (request.Http.RequestAborted.IsCancellationRequested)
        {
            Log.BrowserGone(request.Logger, request.Scheme.Name);
        }
    }

    /// <summary>Starts a sign-in that this browser did not ask the app for: a link, a tile, or what is left of a foreign state.</summary>
    public async Task StartFromOutsideAsync(RemoteRequest request, SignInFlow flow)
    {
        if (!await accountSwitch.TryKeepSessionAsync(request, flow))
        {
            await StartAsync(request, flow);
        }
    }

    /// <summary>Sends the browser to WorkOS, or to the sign-in page when nothing says with whom to sign in.</summary>
    /// <exception cref="WorkOsAuthenticationException">What the flow asks for cannot be asked for.</exception>
    public async Task StartAsync(RemoteRequest request, SignInFlow flow)
    {
        var options = request.Options;
        var selector = options.Enabled ? await selection.SelectAsync(request, flow) : null;

        // A sign-in page that itself wants an authenticated user would redirect to itself for ever.
        if (selector is null && options.SignInPath.HasValue && !(request.IsGet && request.Path == options.SignInPath))
        {
            request.Http.Response.Redirect(SiteUrls.SignInPage(request, flow.ReturnUrl));
            return;
        }

        if (selector is not { } chosen)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.InvalidConnectionSelector,
                $"The challenge of scheme '{request.Scheme.Name}' names no organization, connection or provider: name one in the challenge properties, or set a default or SignInPath in the options. A page at SignInPath must allow anonymous users.")
            {
                IsAnybodys = flow.App.GetParameter<SignInLink>(SignInLink.Parameter) is not null || request.Http.Request.Path == options.CallbackPath,
            };
        }

        if (!chosen.IsWellFormed)
        {
            throw new WorkOsAuthenticationException(chosen.MalformedCode) { IsAnybodys = true };
        }

        var started = new CorrelationCookies(request).Issue(flow with
        {
            Selector = chosen,
            Issued = request.Now,
            CodeVerifier = options.UsePkce ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeVerifierBytes)) : null,
        });
        request.Http.Response.Headers.CacheControl = "no-store";
        await request.Events.RedirectToAuthorizationEndpoint(new RedirectContext<OAuthOptions>(
            request.Http, request.Scheme, options, started.App, BuildUrl(request, started, chosen)));
    }

    private string BuildUrl(RemoteRequest request, SignInFlow flow, Selector selector)
    {
        var parameters = new AuthorizationParameters()
            .Add("client_id", request.Options.ClientId)
            .Add("redirect_uri", RedirectUri(request))
            .Add("response_type", "code");
        if (flow.CodeVerifier is { } verifier)
        {
            parameters
                .Add(OAuthConstants.CodeChallengeKey, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))))
                .Add(OAuthConstants.CodeChallengeMethodKey, OAuthConstants.CodeChallengeMethodS256);
        }

        product.AddParameters(parameters, selector, flow.App);
        parameters.AddUnreserved(request.Options.AdditionalAuthorizationParameters);
        parameters.Add("state", SignInState.Protect(flow, request.Options.StateDataFormat));
        return parameters.AppendTo(request.Options.AuthorizationEndpoint);
    }

    private string RedirectUri(RemoteRequest request)
    {
        if (request.Options.PublicOrigin is null)
        {
            forwardedHeaders.Inspect(request.Http.Request, request.Scheme.Name, request.Logger);
        }

        return SiteUrls.Absolute(request, request.PathBase + request.Options.CallbackPath);
    }
}
