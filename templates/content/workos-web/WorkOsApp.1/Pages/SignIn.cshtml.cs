using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkOs.AspNetCore;

namespace WorkOsApp._1.Pages;

/// <summary>Asks for the e-mail address; its domain determines the organization. A failed sign-in also ends here.</summary>
public class SignInModel : PageModel
{
    [FromQuery]
    public string? ReturnUrl { get; set; }

    [FromQuery]
    public string? Error { get; set; }

    public string? Problem => Error switch
    {
        null => null,
        WorkOsFailureCodes.OrganizationNotFound => "No company signs in here with this e-mail address.",
        WorkOsFailureCodes.AccessDenied => "The sign-in was canceled.",
        _ => "The sign-in did not work. Please try again.",
    };

    public IActionResult OnPost(string? email)
    {
        var challenge = WorkOsChallengeProperties.ForEmail(email ?? "");
        challenge.RedirectUri = ReturnUrl;
        return Challenge(challenge, WorkOsDefaults.AuthenticationScheme);
    }
}
