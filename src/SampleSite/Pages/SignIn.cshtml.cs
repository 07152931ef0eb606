using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.SignIn;
using WorkOs.AspNetCore;

namespace SampleSite.Pages;

/// <summary>Where a person says how to sign in, and where they come back to when it did not work.</summary>
[StaleFormRetry]
public sealed class SignInModel(SignInChoices choices) : PageModel
{
    /// <summary>Where to go afterwards. Stays in the query, so that it survives every way of coming back to this page.</summary>
    [BindProperty(SupportsGet = true), FromQuery]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public string? EmailProblem { get; private set; }

    public FailureNotice? Failure { get; private set; }

    public bool HasEmailForm { get; private set; }

    public IReadOnlyList<AuthenticationScheme> Others { get; private set; } = [];

    /// <summary><see cref="ReturnUrl"/> where it stays on this site; the package checks it once more, and more strictly.</summary>
    public string LocalReturnUrl => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : Url.Page("/Profile")!;

    public async Task<IActionResult> OnGetAsync(string? error)
    {
        // Whoever comes Back to this page after the sign-in wanted to be where it led.
        if (error is null && User.Identity?.IsAuthenticated == true)
        {
            return LocalRedirect(LocalReturnUrl);
        }

        Failure = FailureNotice.For(error);

        // Read in any case, which forgets it: only the failure of this very sign-in shows the address again.
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

        // So that nobody has to type it again when the sign-in comes back with a failure.
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
