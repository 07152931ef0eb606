using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /user_management/authorize</c>.</summary>
internal sealed class AuthKitAuthorizeEndpoint(AuthKitEnvironment authKit, SignInStart start)
{
    private readonly AuthKitSelector _selector = new(authKit.Environment.Directory, authKit.Invitations);

    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if ((start.Refusal(query) ?? HostedRefusal(query)) is { } refusal)
        {
            await context.RefuseAsync(refusal);
            return;
        }

        string? challenge = query["code_challenge"];
        var selected = _selector.Select(query);
        start.Begin(
            context,
            selected.Selection,
            (person, impersonated) => SignInOutcome.Code(authKit.Grants.IssueCode(new()
            {
                UserId = SignUp(person, selected.Invitation).UserId,
                OrganizationId = selected.OrganizationId,
                Method = selected.Method,
                CodeChallenge = challenge,
                Impersonator = impersonated ? new(authKit.Options.ImpersonatorEmail, null) : null,
            })),
            offersImpersonation: selected.IsHosted);
    }

    /// <summary>Accepts the invitation of the sign-in, if there is one, and adds an invited person who is not a user yet.</summary>
    private WorkOsSandboxPerson SignUp(WorkOsSandboxPerson person, AuthKitInvitation? invitation)
    {
        var directory = authKit.Environment.Directory;
        if (invitation is not null)
        {
            authKit.Invitations.Accept(invitation);
        }

        if (directory.UserByEmail(person.Email) is { } user)
        {
            return user;
        }

        directory.Add(person);
        return person;
    }

    private static string? HostedRefusal(IQueryCollection query)
    {
        string? screenHint = query["screen_hint"], maxAge = query["max_age"];
        if ((screenHint ?? maxAge) is not null && query["provider"] != "authkit")
        {
            return "The parameters screen_hint and max_age go with provider=authkit only.";
        }

        if (screenHint is not (null or "sign-in" or "sign-up"))
        {
            return "The screen_hint must be sign-in or sign-up.";
        }

        return maxAge is not null && !int.TryParse(maxAge, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? "The max_age must be a number of seconds."
            : null;
    }
}
