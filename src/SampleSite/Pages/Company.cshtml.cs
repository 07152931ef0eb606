using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.Customers;
using SampleSite.Profile;

namespace SampleSite.Pages;

/// <summary>Shows how the people of a company sign in, and lets its administrators set it up.</summary>
[Authorize]
public sealed class CompanyModel(CustomerDirectory customers, IAuthorizationService authorization) : PageModel
{
    /// <summary>The name of the policy for a company's administrators.</summary>
    public const string Administrators = "CustomerAdmins";

    public Customer? Customer { get; private set; }

    public bool IsAdministrator { get; private set; }

    public async Task OnGetAsync()
    {
        Customer = await customers.FindAsync(new Person(User).OrganizationId, HttpContext.RequestAborted);
        IsAdministrator = (await authorization.AuthorizeAsync(User, Administrators)).Succeeded;
    }
}
