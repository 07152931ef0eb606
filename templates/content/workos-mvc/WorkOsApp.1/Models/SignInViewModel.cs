using WorkOs.AspNetCore;

namespace WorkOsApp._1.Models;

public record SignInViewModel(string? ReturnUrl, string? Error)
{
    public string? Problem => Error switch
    {
        null => null,
        WorkOsFailureCodes.OrganizationNotFound => "No company signs in here with this e-mail address.",
        WorkOsFailureCodes.AccessDenied => "The sign-in was canceled.",
        _ => "The sign-in did not work. Please try again.",
    };
}
