using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace WorkOs.AspNetCore.Tests.Pages;

public sealed class LoginModel(SignInManager<IdentityUser> signIn) : PageModel
{
    [FromQuery]
    public string? ReturnUrl { get; set; }

    // snippet: docs/identity.md
    public IActionResult OnPost(string? email)
    {
        var callback = Url.Page("/Account/ExternalLogin", new { returnUrl = ReturnUrl });
        var login = signIn.ConfigureExternalAuthenticationProperties(WorkOsDefaults.AuthenticationScheme, callback);
        var challenge = new WorkOsChallengeProperties(login.Items, WorkOsChallengeProperties.ForEmail(email ?? "").Parameters);
        return Challenge(challenge, WorkOsDefaults.AuthenticationScheme);
    }

    // end
}
