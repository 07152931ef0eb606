using System.Text;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.DeadEnds.DeadEndRows;
using static WorkOs.AspNetCore.Tests.DeadEnds.Ending;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>Requests to the endpoints of <c>MapWorkOs</c> and to protected pages.</summary>
internal static class EndpointRows
{
    private const string SignIn = "/auth/sign-in";
    private const string SignOut = "/auth/sign-out";
    private static readonly string Huge = new('x', 10_000);

    public static IEnumerable<DeadEnd> All =>
    [
        .. new[] { "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" }.Select(method =>
            Send($"{method} to sign-in", new HttpMethod(method), SignIn, Warning("method_not_allowed", 405))),
        .. new[] { "GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS" }.Select(method =>
            Send($"{method} to sign-out", new HttpMethod(method), SignOut, Warning("method_not_allowed", 405))),
        .. SignInRows,
        .. SignOutRows,
    ];

    private static IEnumerable<DeadEnd> SignInRows =>
    [
        Get("sign-in without parameters", SignIn, Restart),
        Get("sign-in with a hostile return URL", SignIn + "?returnUrl=https://evil.example", Restart),
        Get("sign-in with a return URL that Unicode forbids", SignIn + "?returnUrl=/%EF%BF%BE", Restart),
        Get("sign-in with two return URLs", SignIn + "?returnUrl=/a&returnUrl=/b", Restart),
        Get("sign-in with a huge return URL", SignIn + "?returnUrl=/" + Huge, Restart),
        Get("sign-in with a huge hint", SignIn + "?login_hint=" + Huge, Restart),
        Get("sign-in with a hint of control characters", SignIn + "?login_hint=%00%0d%0a", Restart),
        Get("sign-in with a connection that cannot be one", SignIn + "?connection_id=%3Cscript%3E", Warning("connection_invalid", 400)),
        Get("sign-in with two connections", SignIn + "?connection_id=conn_a&connection_id=conn_b", Warning("connection_invalid", 400)),
        Get("sign-in with a huge connection", SignIn + "?connection_id=" + Huge, Warning("connection_invalid", 400)),
        Get("sign-in with an organization that cannot be one", SignIn + "?organization_id=org_a%20or%201=1", Warning("organization_invalid", 400)),
        Get("sign-in with an organization that cannot be one, as JSON", SignIn + "?organization_id=%22", Unauthorized, ("Accept", "application/json")),
        Get("sign-in by a script", SignIn, Unauthorized, ("Sec-Fetch-Mode", "cors")),
        Get("sign-in by a prefetch", SignIn, Unauthorized, ("Sec-Purpose", "prefetch;prerender")),
        Get("a secret page by a script", "/secret", Unauthorized, ("X-Requested-With", "XMLHttpRequest")),
        new("sign-in where nothing says with whom", (_, browser) => browser.GetAsync(SignIn), Warning("invalid_connection_selector", 400))
        {
            Options = DeadEndApps.ForAnyOrganization,
        },
        new("sign-in where nothing says with whom, and a page asks", (_, browser) => browser.GetAsync(SignIn + "?returnUrl=/a"), GoesTo("/login?ReturnUrl=%2Fa"))
        {
            Options = static options =>
            {
                options.Organization = null;
                options.SignInPath = "/login";
            },
        },
        new("a sign-in page that itself wants a person", (_, browser) => browser.GetAsync("/secret"), Error("invalid_connection_selector", 400))
        {
            Options = static options =>
            {
                options.Organization = null;
                options.SignInPath = "/secret";
            },
        },
        new("an error page that itself wants a person", (_, browser) => browser.GetAsync("/secret"), Error("invalid_connection_selector", 400))
        {
            Options = static options =>
            {
                options.Organization = null;
                options.ErrorPath = "/secret";
            },
        },
        new("an e-mail of an unknown company", (_, browser) => browser.GetAsync("/challenge"), Warning("organization_not_found", 404))
        {
            Options = DeadEndApps.ForAnyOrganization,
        },
    ];

    private static IEnumerable<DeadEnd> SignOutRows =>
    [
        new("sign-out by nobody, without a form", (_, browser) => browser.SendAsync(HttpMethod.Post, SignOut), GoesTo("/")),
        new("sign-out by nobody, with a form of somebody", (_, browser) => browser.PostAsync(SignOut, ("__RequestVerificationToken", "x")), GoesTo("/")),
        new("sign-out by nobody, with a hostile return URL", async (_, browser) =>
            await browser.PostAsync(SignOut, ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body), ("returnUrl", "//evil.example")), GoesTo("/")),
        SignedIn("sign-out without a form", null),
        SignedIn("sign-out with an empty form", Text(string.Empty, "application/x-www-form-urlencoded")),
        SignedIn("sign-out with a token that is not one", Text("__RequestVerificationToken=x", "application/x-www-form-urlencoded")),
        SignedIn("sign-out with JSON", Text("{}", "application/json")),
        SignedIn("sign-out with a form that is cut short", Text("--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny", "multipart/form-data; boundary=b")),
        SignedIn("sign-out with a form without a boundary", Text("x", "multipart/form-data")),
        SignedIn("sign-out with a form of too many fields", Text(string.Concat(Enumerable.Repeat("a=b&", 2000)), "application/x-www-form-urlencoded")),
        SignedIn("sign-out with a form of too long a name", Text(new string('k', 5000) + "=b", "application/x-www-form-urlencoded")),
    ];

    private static Func<HttpContent> Text(string body, string contentType) => () =>
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    };

    private static DeadEnd SignedIn(string name, Func<HttpContent>? content) => new(
        name,
        async (app, browser) =>
        {
            await browser.SignInAsync();
            await browser.GetAsync("/form");
            app.Logs.Clear();
            var answer = await browser.SendAsync(HttpMethod.Post, SignOut, content?.Invoke());
            Assert.Equal(Profiles.Id, await browser.WhoAsync());
            browser.Forget(cookie => cookie.Name.StartsWith(".AspNetCore.Cookies", StringComparison.Ordinal));
            return answer;
        },
        Warning("antiforgery_failed", 400));
}
