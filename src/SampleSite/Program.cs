using SampleSite.Sandbox;
using SampleSite.SignIn;

var builder = WebApplication.CreateBuilder(args);
await using var sandbox = await builder.UseSandboxUnlessConfiguredAsync();

builder.Services.AddRazorPages();
builder.Services.AddScoped<SignInChoices>();
builder.Services.AddWorkOs(options =>
{
    // One page is where a person starts and where a failure ends: it says what went wrong, above the form to try again.
    options.SignInPath = "/sign-in";
    options.ErrorPath = "/sign-in";
});

var app = builder.Build();
if (!app.Environment.IsDevelopment())
{
    app.UseExceptionHandler("/error");
    app.UseHsts();
}

app.UseStatusCodePagesWithReExecute("/error");
app.UseStaticFiles();
app.MapRazorPages();
app.MapWorkOs();

await app.RunAsync();
