using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace WorkOs.AspNetCore.Tests.Pages;

// snippet: sign-in-page
public sealed class SignInModel : PageModel
{
    [FromQuery]
    public string? ReturnUrl { get; set; }

    [FromQuery]
    public string? Error { get; set; }

    public IActionResult OnPost(string? email)
    {
        var challenge = WorkOsChallengeProperties.ForEmail(email ?? "");
        challenge.RedirectUri = ReturnUrl;
        return Challenge(challenge, WorkOsDefaults.AuthenticationScheme);
    }
}

// end
