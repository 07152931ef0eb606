using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace WorkOsApp._1.Pages;

[Authorize(Roles = "admin")]
public class AdminModel : PageModel;
