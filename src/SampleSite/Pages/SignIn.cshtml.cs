using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.SignIn;
using WorkOs.AspNetCore;

namespace SampleSite.Pages;

/// <summary>The page where a user selects how to sign in. A failed sign-in also ends here.</summary>
[StaleFormRetry]
public sealed class SignInModel(SignInChoices choices) : PageModel
{
    /// <summary>
    /// The URL to redirect to after the sign-in. It is kept in the query string, so that it is still there after a failure or a reload.
    /// </summary>
    [BindProperty(SupportsGet = true), FromQuery]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public string? EmailProblem { get; private set; }

    public FailureNotice? Failure { get; private set; }

    public bool HasEmailForm { get; private set; }

    public IReadOnlyList<AuthenticationScheme> Others { get; private set; } = [];

    /// <summary><see cref="ReturnUrl"/> if it is a local URL, otherwise the profile page. The package checks it again, more strictly.</summary>
    public string LocalReturnUrl => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : Url.Page("/Profile")!;

    public async Task<IActionResult> OnGetAsync(string? error)
    {
        // If the user returns with the Back button after the sign-in, redirect to the return URL.
        if (error is null && User.Identity?.IsAuthenticated == true)
        {
            return LocalRedirect(LocalReturnUrl);
        }

        Failure = FailureNotice.For(error);

        // Always read, because reading removes the value: only a failure of this sign-in shows the address again.
        var typed = TempData[nameof(Email)] as string;
        Email = Failure is null ? null : typed;
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        EmailProblem = SampleSite.SignIn.EmailProblem.Find(Email);
        if (EmailProblem is not null)
        {
            return await ShowAsync();
        }

        // Kept so that the user does not have to type the address again after a failure.
        TempData[nameof(Email)] = Email!.Trim();

        var challenge = WorkOsChallengeProperties.ForEmail(Email);
        challenge.RedirectUri = LocalReturnUrl;
        return Challenge(challenge, SignInChoices.EmailScheme);
    }

    public async Task<IActionResult> OnPostSchemeAsync(string? scheme) =>
        (await choices.GetOthersAsync()).Any(other => other.Name == scheme)
            ? Challenge(new AuthenticationProperties { RedirectUri = LocalReturnUrl }, scheme!)
            : BadRequest();

    private async Task<PageResult> ShowAsync()
    {
        HasEmailForm = await choices.HasEmailAsync();
        Others = await choices.GetOthersAsync();
        return Page();
    }
}
