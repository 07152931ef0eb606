namespace WorkOs.AspNetCore;

/// <summary>
/// Turns the redirect of a sign-out into JSON for a script: a <c>fetch</c> that is redirected to another origin fails, and the browser would stay
/// where it is. A script says that it wants JSON in <c>Accept</c>.
/// </summary>
internal static class ScriptRedirect
{
    public static Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted
            || response.StatusCode != StatusCodes.Status302Found
            || response.Headers.Location is not [{ Length: > 0 } url]
            || !context.Request.PrefersJson)
        {
            return Task.CompletedTask;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.Location = default;
        response.Headers.CacheControl = "no-store";

        // Not until the browser leaves: it is signed out already.
        return response.WriteAsJsonAsync(new SignOutAnswer(url), SignOutAnswerJson.Default.SignOutAnswer, contentType: null, CancellationToken.None);
    }
}
