using Microsoft.AspNetCore.Mvc;
using WorkOs.AspNetCore;
using WorkOsApp._1.Models;

namespace WorkOsApp._1.Controllers;

/// <summary>Asks for the e-mail address; its domain determines the organization. A failed sign-in also ends here.</summary>
[Route("/sign-in")]
public class SignInController : Controller
{
    [HttpGet]
    public IActionResult Index(string? returnUrl, string? error) => View(new SignInViewModel(returnUrl, error));

    [HttpPost]
    [ActionName(nameof(Index))]
    public IActionResult Start(string? email, [FromQuery] string? returnUrl)
    {
        var challenge = WorkOsChallengeProperties.ForEmail(email ?? "");
        challenge.RedirectUri = returnUrl;
        return Challenge(challenge, WorkOsDefaults.AuthenticationScheme);
    }
}
