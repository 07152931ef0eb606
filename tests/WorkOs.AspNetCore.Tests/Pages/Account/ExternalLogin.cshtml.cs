using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace WorkOs.AspNetCore.Tests.Pages;

public sealed class ExternalLoginModel(SignInManager<IdentityUser> signIn, UserManager<IdentityUser> users) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? returnUrl)
    {
        var target = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        if (await signIn.GetExternalLoginInfoAsync() is not { } login)
        {
            return signIn.IsSignedIn(User) ? LocalRedirect(target) : RedirectToPage("/Account/Login", new { returnUrl });
        }

        var result = await signIn.ExternalLoginSignInAsync(login.LoginProvider, login.ProviderKey, isPersistent: false, bypassTwoFactor: true);
        if (result.IsLockedOut || result.IsNotAllowed)
        {
            return Forbid();
        }

        if (!result.Succeeded)
        {
            var user = new IdentityUser(login.ProviderKey) { Email = login.Principal.FindFirstValue(ClaimTypes.Email) };
            if (await users.CreateAsync(user) is { Succeeded: false } || await users.AddLoginAsync(user, login) is { Succeeded: false })
            {
                return Forbid();
            }

            await signIn.SignInAsync(user, isPersistent: false);
        }

        return LocalRedirect(target);
    }

}
