using System.Globalization;
using System.Text.Encodings.Web;

namespace WorkOs.AspNetCore;

/// <summary>Authenticates API requests by their access token. Writes challenges and 403 responses as specified in RFC 6750.</summary>
internal sealed class WorkOsBearerHandler(
    IOptionsMonitor<WorkOsBearerOptions> options, ILoggerFactory logger, UrlEncoder encoder, ProtectedResources resources)
    : AuthenticationHandler<WorkOsBearerOptions>(options, logger, encoder)
{
    private WorkOsTokenFailure _failure;

    private string? MetadataAddress => resources.AddressFor(Scheme.Name, Options.Resource);

    private new WorkOsBearerEvents Events => (WorkOsBearerEvents)base.Events!;

    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(new WorkOsBearerEvents());

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Options.Enabled)
        {
            return AuthenticateResult.NoResult();
        }

        var received = new WorkOsBearerMessageReceivedContext(Context, Scheme, Options);
        await Events.MessageReceived(received);
        if (received.Result is not null)
        {
            return received.Result;
        }

        var token = received.Token ?? BearerCredentials.Read(Request);
        if (string.IsNullOrEmpty(token))
        {
            return AuthenticateResult.NoResult();
        }

        var validation = await Options.Validator.ValidateAsync(token, Context.RequestAborted);
        return validation.Succeeded ? await AcceptAsync(token, validation.Token) : await RefuseAsync(validation.Failure, validation.Details);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        var keysUnavailable = _failure == WorkOsTokenFailure.KeysUnavailable;
        var context = new WorkOsBearerChallengeContext(Context, Scheme, Options, properties)
        {
            TokenFailure = _failure,
            AuthenticateFailure = result.Failure,
            Error = result.Failure is null || keysUnavailable ? null : BearerCredentials.InvalidToken,
            Scope = (await AskedScopes.FindAsync(Context, properties, user: null)).Text,
        };

        await Events.Challenge(context);
        if (context.Handled)
        {
            return;
        }

        if (keysUnavailable)
        {
            // The token may be valid, and a client that receives 401 discards it, or signs its user out.
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = SigningKeyCache.FirstKeysInterval.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        BearerCredentials.WriteChallenge(
            Response,
            ("error", context.Error),
            ("error_description", context.ErrorDescription),
            ("error_uri", context.ErrorUri),
            ("scope", context.Scope),
            ("resource_metadata", MetadataAddress));
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        var scopes = await AskedScopes.FindAsync(Context, properties, result.Principal);
        var context = new WorkOsBearerForbiddenContext(Context, Scheme, Options, properties)
        {
            // Clients of an AuthKit domain request another token when they receive this error, so it is sent only if another token can help.
            Error = scopes.AreMissing || Options.AuthKitDomain is null ? BearerCredentials.InsufficientScope : null,
            Scope = scopes.AreMissing ? scopes.Text : null,
        };
        await Events.Forbidden(context);
        if (!context.Handled)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            BearerCredentials.WriteChallenge(
                Response, ("error", context.Error), ("scope", context.Scope), ("resource_metadata", MetadataAddress));
        }
    }

    private async Task<AuthenticateResult> AcceptAsync(string token, AccessToken accessToken)
    {
        // Only a JWT template adds a name to a token.
        var identity = new ClaimsIdentity(Scheme.Name, nameType: "name", roleType: ClaimTypes.Role);
        accessToken.AddClaimsTo(identity, Options.RoleClaim, Options.ClaimsIssuer ?? accessToken.Issuer!, ClaimNameGuard.Bearer);
        identity.AddClaim(new Claim(WorkOsClaimTypes.TokenKind, accessToken.IsMachine ? WorkOsTokenKinds.Machine : WorkOsTokenKinds.User));

        var validated = new WorkOsBearerTokenValidatedContext(Context, Scheme, Options)
        {
            Principal = new ClaimsPrincipal(identity),
            Properties = new AuthenticationProperties { IssuedUtc = accessToken.IssuedAt, ExpiresUtc = accessToken.ExpiresAt },
        };
        if (Options.SaveToken)
        {
            validated.Properties.StoreTokens([new AuthenticationToken { Name = "access_token", Value = token }]);
        }

        await Events.TokenValidated(validated);
        if (validated.Result is null)
        {
            validated.Success();
        }

        return validated.Result!;
    }

    private async Task<AuthenticateResult> RefuseAsync(WorkOsTokenFailure reason, string? details)
    {
        var failed = new WorkOsBearerAuthenticationFailedContext(Context, Scheme, Options, reason);
        await Events.AuthenticationFailed(failed);
        if (failed.Result is { Failure: null })
        {
            return failed.Result;
        }

        _failure = reason;
        return failed.Result ?? AuthenticateResult.Fail($"The access token was refused: {reason}.{(details is null ? "" : " " + details)}");
    }
}
