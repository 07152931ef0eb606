using Microsoft.AspNetCore.Mvc;

var builder = WebApplication.CreateBuilder(args);
#if (!NoSandbox)
await using var workos = await builder.UseWorkOsSandboxAsync();   // no WorkOS account needed, in Development, until there are keys
#endif

builder.Services.AddControllersWithViews(options => options.Filters.Add<AutoValidateAntiforgeryTokenAttribute>());
builder.Services.AddAuthorization();
builder.Services.AddWorkOs(options => options.SignInPath = options.ErrorPath = "/sign-in");

var app = builder.Build();

if (!app.Environment.IsDevelopment())
{
    app.UseExceptionHandler("/error");
    app.UseHsts();
    app.UseHttpsRedirection();
}

app.UseStatusCodePagesWithReExecute("/error");
app.MapStaticAssets();
app.MapControllers().WithStaticAssets();
app.MapWorkOs();

await app.RunAsync();
