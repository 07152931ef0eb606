namespace WorkOs.AspNetCore;

/// <summary>Returns the user to a script of the app, with only those claims that the app allows by name.</summary>
internal sealed class UserEndpoint(IReadOnlyList<KeyValuePair<string, string>> allowed)
{
    private const string NotSignedIn = "The user is not signed in.";

    public async Task HandleAsync(HttpContext context)
    {
        if (await ScriptRequest.TryRefuseAsync(context))
        {
            return;
        }

        var session = await FindSessionAsync(context);
        if (context.Items.ContainsKey(UnreadableSession.Key))
        {
            await FailureResponse.WriteUnreadableSessionAsync(context);
        }
        else if (session.Principal is { } user && user.Identities.Any(static identity => identity.IsAuthenticated))
        {
            await context.Response.WriteAsJsonAsync(AnswerFor(user, session.Properties), ScriptAnswersJson.Default.UserAnswer, contentType: null, context.RequestAborted);
        }
        else
        {
            await TypedResults.Problem(
                statusCode: StatusCodes.Status401Unauthorized,
                title: NotSignedIn,
                extensions: new Dictionary<string, object?> { ["signInUrl"] = SignInUrl(context.Request) }).ExecuteAsync(context);
        }
    }

    private static async Task<AuthenticateResult> FindSessionAsync(HttpContext context)
    {
        var schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();
        return await schemes.GetDefaultAuthenticateSchemeAsync() is { } scheme ? await context.AuthenticateAsync(scheme.Name) : AuthenticateResult.NoResult();
    }

    private UserAnswer AnswerFor(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        var claims = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, type) in allowed)
        {
            if (ValuesOf(user, type).ToList() is { Count: > 0 } values)
            {
                claims[name] = values;
            }
        }

        return new(user.Identity?.Name, ValuesOf(user, WorkOsClaimTypes.OrganizationId).FirstOrDefault(), ExpiryOf(properties), claims);
    }

    // Compares types exactly, because FindAll ignores case.
    private static IEnumerable<string> ValuesOf(ClaimsPrincipal user, string type) =>
        user.Claims.Where(claim => claim.Type == type).Select(static claim => claim.Value);

    // A session without a refresh token ends with its access token, even if the cookie expires later.
    private static DateTimeOffset? ExpiryOf(AuthenticationProperties? properties) =>
        properties is not null
        && SessionState.Read(properties) is { FollowsTokens: true, RefreshToken: not { Length: > 0 }, ExpiresAt: var tokenExpiry }
        && !(properties.ExpiresUtc <= tokenExpiry)
            ? tokenExpiry
            : properties?.ExpiresUtc;

    // The sign-in endpoint that is mapped on the same app or group.
    private static string SignInUrl(HttpRequest request)
    {
        var path = request.Path.Value!.TrimEnd('/');
        return (request.PathBase + new PathString(path[..path.LastIndexOf('/')] + "/sign-in")).ToUriComponent();
    }
}
