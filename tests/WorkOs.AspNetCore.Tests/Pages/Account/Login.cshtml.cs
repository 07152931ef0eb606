using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace WorkOs.AspNetCore.Tests.Pages;

public sealed class LoginModel(SignInManager<IdentityUser> signIn) : PageModel
{
    [FromQuery]
    public string? ReturnUrl { get; set; }

    [FromQuery]
    public string? Error { get; set; }

    public IActionResult OnGet(
        [FromQuery(Name = "connection_id")] string? connection, [FromQuery(Name = "organization_id")] string? organization)
    {
        if (connection is null && organization is null)
        {
            return Page();
        }

        // WorkOS may name both, and takes one.
        return Start(connection is null
            ? new WorkOsChallengeProperties { Organization = organization }
            : new WorkOsChallengeProperties { Connection = connection });
    }

    public IActionResult OnPost(string? email) => Start(WorkOsChallengeProperties.ForEmail(email ?? ""));

    private ChallengeResult Start(WorkOsChallengeProperties workos)
    {
        var callback = Url.Page("/Account/ExternalLogin", new { returnUrl = ReturnUrl });
        var login = signIn.ConfigureExternalAuthenticationProperties(WorkOsDefaults.AuthenticationScheme, callback);
        return Challenge(new WorkOsChallengeProperties(login.Items, workos.Parameters), WorkOsDefaults.AuthenticationScheme);
    }

}
