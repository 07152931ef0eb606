using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkOs.AspNetCore;

namespace SampleSite.Pages;

/// <summary>The page where a user with several organizations selects the one to sign in to.</summary>
public sealed class ChooseOrganizationModel(WorkOsAuthKitOrganizationSelection selection) : PageModel
{
    public IReadOnlyList<WorkOsAuthKitOrganization> Choices => selection.GetChoices(HttpContext);

    public async Task<IActionResult> OnPostAsync(string? organization) =>
        await selection.SelectAsync(HttpContext, organization ?? string.Empty) ? new EmptyResult() : RedirectToPage();
}
