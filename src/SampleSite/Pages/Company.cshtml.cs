using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.Customers;
using SampleSite.Profile;

namespace SampleSite.Pages;

/// <summary>How the people of a company sign in, and the way to set it up for its administrators.</summary>
[Authorize]
public sealed class CompanyModel(CustomerDirectory customers, IAuthorizationService authorization) : PageModel
{
    /// <summary>The name of the policy that tells a company's administrators from its other people.</summary>
    public const string Administrators = "CustomerAdmins";

    public Customer? Customer { get; private set; }

    public bool IsAdministrator { get; private set; }

    public async Task OnGetAsync()
    {
        Customer = await customers.FindAsync(new Person(User).OrganizationId, HttpContext.RequestAborted);
        IsAdministrator = (await authorization.AuthorizeAsync(User, Administrators)).Succeeded;
    }
}
