namespace WorkOs.AspNetCore;

/// <summary>Finds mistakes in the request pipeline of an app that can only be found during a request.</summary>
internal static class ChallengeMistakes
{
    public static void Report(RemoteRequest request)
    {
        // The authentication middleware sets this feature before it does anything else.
        if (request.Http.Features.Get<IAuthenticationFeature>() is null)
        {
            Report(request, new(
                "authentication_not_run",
                "a user was asked to sign in before UseAuthentication() has run, so that every request is unauthenticated, also after a sign-in: call UseAuthentication() before UseAuthorization() and before the endpoints, or remove both calls, and WebApplication adds them in this order"));
        }

        if (request.PathBase.HasValue && request.Options.CallbackPath.StartsWithSegments(request.PathBase, StringComparison.OrdinalIgnoreCase))
        {
            Report(request, new(
                "callback_path_base",
                $"CallbackPath '{request.Options.CallbackPath}' begins with the path base '{request.PathBase}', which is put before it once more, so that WorkOS does not know the redirect URI: set CallbackPath without the path base"));
        }
    }

    private static void Report(RemoteRequest request, Mistake mistake) =>
        request.Http.RequestServices.GetRequiredService<MistakeLog>().Report(request.Scheme.Name, mistake);
}
