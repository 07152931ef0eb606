using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// Verifies a signature and does nothing else: it neither reads the token nor makes its claims. No scheme that verifies each request's token on this
/// framework takes less.
/// </summary>
internal sealed class SignatureOnlyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private static readonly SignatureOfToken Signature = new();

    private static readonly ClaimsPrincipal User = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "user")], "signature"));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        await Signature.VerifyAsync();
        return AuthenticateResult.Success(new AuthenticationTicket(User, Scheme.Name));
    }
}
