using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace WorkOsApp._1.Pages;

[Authorize]
public class AccountModel : PageModel;
