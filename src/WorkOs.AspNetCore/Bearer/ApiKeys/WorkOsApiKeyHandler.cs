using System.Globalization;
using System.Text.Encodings.Web;

namespace WorkOs.AspNetCore;

/// <summary>Authenticates API requests by the API key of a customer. Writes challenges and 403 responses as specified in RFC 6750.</summary>
internal sealed class WorkOsApiKeyHandler(IOptionsMonitor<WorkOsApiKeyOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<WorkOsApiKeyOptions>(options, logger, encoder)
{
    private ApiKeyAnswer? _refusal;

    private new WorkOsApiKeyEvents Events => (WorkOsApiKeyEvents)base.Events!;

    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(new WorkOsApiKeyEvents());

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Options.Enabled)
        {
            return AuthenticateResult.NoResult();
        }

        var received = new WorkOsApiKeyMessageReceivedContext(Context, Scheme, Options);
        await Events.MessageReceived(received);
        if (received.Result is not null)
        {
            return received.Result;
        }

        var value = received.Key ?? (Options.HeaderName is { } header ? Request.Headers[header].ToString() : BearerCredentials.Read(Request));
        if (string.IsNullOrEmpty(value))
        {
            return AuthenticateResult.NoResult();
        }

        var answer = await Options.Validator.ValidateAsync(value, Context.RequestAborted);
        return answer.Key is { } key ? await AcceptAsync(key) : await RefuseAsync(answer);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        var context = new WorkOsApiKeyChallengeContext(Context, Scheme, Options, properties)
        {
            KeyFailure = _refusal?.Failure ?? WorkOsApiKeyFailure.None,
            AuthenticateFailure = result.Failure,
            Error = result.Failure is null || _refusal is { IsOpen: true } ? null : BearerCredentials.InvalidToken,
        };

        await Events.Challenge(context);
        if (context.Handled)
        {
            return;
        }

        if (_refusal is { IsOpen: true, RetryAfter: var wait })
        {
            // The key may be valid, and a client that receives 401 may discard it.
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        BearerCredentials.WriteChallenge(Response, context.Error, context.ErrorDescription, context.ErrorUri);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var context = new WorkOsApiKeyForbiddenContext(Context, Scheme, Options, properties);
        await Events.Forbidden(context);
        if (!context.Handled)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            BearerCredentials.WriteChallenge(Response, BearerCredentials.InsufficientScope);
        }
    }

    private async Task<AuthenticateResult> AcceptAsync(ApiKey key)
    {
        // The customer chooses the name of a key, so it does not become the name of the identity.
        var identity = new ClaimsIdentity(Scheme.Name, nameType: "name", roleType: ClaimTypes.Role);
        key.AddClaimsTo(identity, Options.ClaimsIssuer ?? ClaimsIssuer);

        var validated = new WorkOsApiKeyValidatedContext(Context, Scheme, Options)
        {
            Principal = new ClaimsPrincipal(identity),
            Properties = new AuthenticationProperties { ExpiresUtc = key.ExpiresAt },
        };
        await Events.KeyValidated(validated);
        if (validated.Result is null)
        {
            validated.Success();
        }

        return validated.Result!;
    }

    private async Task<AuthenticateResult> RefuseAsync(ApiKeyAnswer answer)
    {
        if (answer.Failure == WorkOsApiKeyFailure.ServerKey)
        {
            Log.ServerKeyReceived(Logger, Scheme.Name);
        }

        var failed = new WorkOsApiKeyAuthenticationFailedContext(Context, Scheme, Options, answer.Failure);
        await Events.AuthenticationFailed(failed);
        if (failed.Result is { Failure: null })
        {
            return failed.Result;
        }

        _refusal = answer;
        return failed.Result ?? AuthenticateResult.Fail($"The API key was refused: {answer.Failure}.");
    }
}
