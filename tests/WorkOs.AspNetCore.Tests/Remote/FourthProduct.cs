using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>A product that does not exist: everything that a new one has to write.</summary>
internal sealed class FourthProduct : IRemoteProduct
{
    public const string Scheme = "Fourth";

    public ValueTask<Selector?> SelectAsync(RemoteRequest request, AuthenticationProperties challenge) => new(request.Options.DefaultSelector);

    public ValueTask AddParametersAsync(
        RemoteRequest request, AuthorizationParameters parameters, Selector selector, AuthenticationProperties challenge)
    {
        parameters.Add("tenant", selector.Value);
        return ValueTask.CompletedTask;
    }

    public async Task<Redemption> RedeemAsync(RemoteRequest request, SignInFlow flow, string code)
    {
        var response = OAuthTokenResponse.Success(await TokenExchange.PostAsync(request, new WorkOsTokenRequest
        {
            ClientId = request.Options.ClientId,
            ClientSecret = request.Options.ClientSecret,
            GrantType = "authorization_code",
            Code = code,
            CodeVerifier = flow.CodeVerifier,
        }));
        var user = response.Response!.RootElement;
        var tenant = user.GetStringOrNull("tenant");
        return tenant == flow.Selector?.Value
            ? new Redemption(response, user, tenant, new ClaimsIdentity(request.ClaimsIssuer), new AuthenticationProperties())
            : throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationMismatch);
    }

    public bool IsSessionOf(ClaimsPrincipal session, Selector? selector) => session.HasClaim(WorkOsClaimTypes.OrganizationId, selector?.Value ?? "");

    public Task<string?> GetSignOutUrlAsync(RemoteRequest request, AuthenticateResult session, string returnUrl) =>
        Task.FromResult<string?>(request.Options.Endpoint("/logout?to=") + Uri.EscapeDataString(SiteUrls.Absolute(request, returnUrl)));
}

internal sealed class FourthOptions : WorkOsRemoteOptions
{
    public FourthOptions()
    {
        CallbackPath = "/signin-fourth";
        Events = CreateEvents();
        ClaimActions.MapJsonKey(ClaimTypes.NameIdentifier, "user");
        ClaimActions.MapJsonKey(WorkOsClaimTypes.OrganizationId, "tenant");
    }

    internal override Selector? DefaultSelector => Selector.ChooseOne(Organization, connection: null, provider: null);

    internal override WorkOsRemoteEvents CreateEvents() => new WorkOsEvents();

    internal override void SetEndpoints() =>
        (AuthorizationEndpoint, TokenEndpoint) = (Endpoint("/fourth/authorize"), Endpoint("/fourth/sso/token"));

    internal override IEnumerable<string> FindProductProblems() => [];
}

internal sealed class FourthConfigureOptions(IAuthenticationConfigurationProvider configuration)
    : WorkOsRemoteConfigureOptions<FourthOptions>(configuration)
{
    protected override void ConfigureProduct(SchemeSection section, FourthOptions options)
    {
    }
}

internal sealed class FourthHandler(IOptionsMonitor<FourthOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : WorkOsRemoteHandler<FourthOptions>(options, logger, encoder);
