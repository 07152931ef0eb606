using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Signs people in through WorkOS SSO: chooses the selector, exchanges the code for a profile in one call, compares the
/// profile with what was asked for, and turns it into claims.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/sso"/>.</remarks>
public class WorkOsHandler : WorkOsRemoteHandler<WorkOsOptions>
{
    /// <summary>Creates the handler; dependency injection calls this.</summary>
    /// <param name="options">The options of every WorkOS scheme.</param>
    /// <param name="logger">Makes the logger.</param>
    /// <param name="encoder">The encoder for URLs.</param>
    public WorkOsHandler(IOptionsMonitor<WorkOsOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : base(options, logger, encoder)
    {
    }

    /// <inheritdoc />
    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(new WorkOsEvents());

    // ---- To WorkOS -----------------------------------------------------------------------------------------------

    private protected override async ValueTask<Selector?> SelectAsync(AuthenticationProperties properties) =>
        Selector.ChooseOne(
            properties.GetParameter<string>(WorkOsChallengeProperties.OrganizationKey),
            properties.GetParameter<string>(WorkOsChallengeProperties.ConnectionKey),
            properties.GetParameter<string>(WorkOsChallengeProperties.ProviderKey))
        ?? await SelectByDomainAsync(properties.GetParameter<string>(WorkOsChallengeProperties.DomainKey))
        ?? Options.DefaultSelector;

    private async ValueTask<Selector?> SelectByDomainAsync(string? domain)
    {
        if (domain is null)
        {
            return null;
        }

        if (DomainName.Normalize(domain) is not { } normalized)
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationNotFound);
        }

        if (Options.DomainMode == DomainMode.SendAsParameter)
        {
            return new Selector(SelectorKind.Domain, normalized);
        }

        var resolver = Context.RequestServices.GetRequiredService<IWorkOsOrganizationResolver>();
        return await FindOrganizationAsync(resolver, normalized) is { } organization
            ? new Selector(SelectorKind.Organization, organization)
            : throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationNotFound);
    }

    private async Task<string?> FindOrganizationAsync(IWorkOsOrganizationResolver resolver, string domain)
    {
        try
        {
            return await resolver.FindOrganizationAsync(domain, Scheme.Name, Context.RequestAborted);
        }
        catch (WorkOsApiException exception)
        {
            throw WorkOsAuthenticationException.From(WorkOsFailureCodes.OrganizationLookupFailed, exception);
        }
        catch (Exception exception) when (exception is not WorkOsAuthenticationException && !Context.RequestAborted.IsCancellationRequested)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.OrganizationLookupFailed,
                "The app's organization resolver threw; the inner exception says what.",
                exception);
        }
    }

    private protected override void AddParameters(AuthorizationParameters parameters, Selector selector, AuthenticationProperties properties)
    {
        parameters
            .Add(ParameterOf(selector.Kind), selector.Value)
            .Add("login_hint", properties.GetParameter<string>(WorkOsChallengeProperties.LoginHintKey))
            .Add("domain_hint", properties.GetParameter<string>(WorkOsChallengeProperties.DomainHintKey))
            .Add("prompt", properties.GetParameter<string>(WorkOsChallengeProperties.PromptKey))
            .AddProviderParameters(properties);
    }

    private static string ParameterOf(SelectorKind kind) => kind switch
    {
        SelectorKind.Organization => "organization",
        SelectorKind.Connection => "connection",
        SelectorKind.Provider => "provider",
        _ => "domain",
    };

    // ---- Back from WorkOS ----------------------------------------------------------------------------------------

    /// <inheritdoc />
    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        context.Properties.Items.TryGetValue(OAuthConstants.CodeVerifierKey, out var verifier);
        return OAuthTokenResponse.Success(await RequestTokenAsync(context.Code, verifier));
    }

    private Task<JsonDocument> RequestTokenAsync(string code, string? verifier) => PostTokenRequestAsync(new WorkOsTokenRequest
    {
        ClientId = Options.ClientId,
        ClientSecret = Options.ClientSecret,
        GrantType = "authorization_code",
        Code = code,
        CodeVerifier = verifier,
    });

    /// <inheritdoc />
    protected override async Task<AuthenticationTicket> CreateTicketAsync(
        ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var sent = tokens.Response?.RootElement.GetObjectOrNull("profile");
        using var fetched = sent is null ? await GetProfileAsync(tokens) : null;
        var profile = sent ?? fetched!.RootElement;
        if (profile.GetStringOrNull("id") is null)
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.ProfileMissing);
        }

        if (ProfileMatch.FindMismatch(SignInState.GetSelector(properties), profile) is { } mismatch)
        {
            throw new WorkOsAuthenticationException(mismatch);
        }

        RequireOwnOrganization(properties, profile.GetStringOrNull("organization_id"));
        return await CreateTicketAsync(identity, properties, tokens, profile);
    }

    private async Task<JsonDocument> GetProfileAsync(OAuthTokenResponse tokens)
    {
        var accessToken = tokens.Response?.RootElement.GetStringOrNull("access_token");
        if (!WireText.IsBearerToken(accessToken))
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.TokenResponseInvalid);
        }

        try
        {
            return await Api.GetAsync(Options.UserInformationEndpoint, accessToken, Context.RequestAborted);
        }
        catch (WorkOsApiException exception)
        {
            throw WorkOsAuthenticationException.From(
                exception.Kind == WorkOsApiErrorKind.Unavailable ? WorkOsFailureCodes.TokenExchangeUnavailable : WorkOsFailureCodes.ProfileMissing,
                exception);
        }
    }

    private protected override IEnumerable<AuthenticationToken> TokensToSave(OAuthTokenResponse tokens)
    {
        if (!string.IsNullOrEmpty(tokens.AccessToken))
        {
            yield return new AuthenticationToken { Name = "access_token", Value = tokens.AccessToken };
        }

        if (!string.IsNullOrEmpty(tokens.TokenType))
        {
            yield return new AuthenticationToken { Name = "token_type", Value = tokens.TokenType };
        }

        if (int.TryParse(tokens.ExpiresIn, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            var expires = TimeProvider.GetUtcNow() + TimeSpan.FromSeconds(seconds);
            yield return new AuthenticationToken { Name = "expires_at", Value = expires.ToString("o", CultureInfo.InvariantCulture) };
        }
    }

    private protected override Task<string?> GetRemoteSignOutUrlAsync(AuthenticateResult session, string returnUrl) =>
        SingleLogout.GetUrlAsync(Options, session.Principal!, TimeProvider, Logger, Scheme.Name, Context.RequestAborted);

    // ---- Ways in that did not start here, and sessions that exist already ----------------------------------------

    private protected override async Task<Selector?> LookUpSelectorAsync(string code)
    {
        using var response = await RequestTokenAsync(code, verifier: null);
        var connection = response.RootElement.GetObjectOrNull("profile")?.GetStringOrNull("connection_id");
        return connection is null ? null : new Selector(SelectorKind.Connection, connection);
    }

    private protected override bool IsSessionOf(ClaimsPrincipal principal, Selector? selector) => selector switch
    {
        { Kind: SelectorKind.Organization } asked => principal.HasClaim(WorkOsClaimTypes.OrganizationId, asked.Value),
        { Kind: SelectorKind.Connection } asked => principal.HasClaim(WorkOsClaimTypes.ConnectionId, asked.Value),
        { Kind: SelectorKind.Provider } asked => principal.HasClaim(claim =>
            claim.Type == WorkOsClaimTypes.ConnectionType && claim.Value.Equals(asked.Value, StringComparison.OrdinalIgnoreCase)),
        _ => true,
    };
}
