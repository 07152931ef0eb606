using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// Verifies a signature and does nothing else: it does not read the token or create claims. A scheme that verifies the token of each request cannot
/// be faster in this framework.
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
