using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>POST /user_management/authenticate</c>.</summary>
internal sealed class AuthenticateEndpoint(AuthKitEnvironment authKit)
{
    private const string OrganizationSelection = "urn:workos:oauth:grant-type:organization-selection";

    private readonly SandboxDirectory _directory = authKit.Environment.Directory;

    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestFields.ReadAsync(context) is { } fields)
        {
            var result = Authenticate(fields);
            await context.WriteJsonAsync(result.Status, result.Body);
        }
    }

    private AuthKitResult Authenticate(RequestFields fields)
    {
        if (ClientSecrets.Refusal(authKit.Environment, fields, secretRequired: false) is { } refusal)
        {
            return AuthKitResult.OAuthError("invalid_client", refusal);
        }

        return fields["grant_type"] switch
        {
            "authorization_code" => ByCode(fields),
            "refresh_token" => ByRefreshToken(fields),
            OrganizationSelection => ByOrganizationSelection(fields),
            _ => AuthKitResult.OAuthError("unsupported_grant_type", "The grant type is not supported."),
        };
    }

    /// <summary>A client without a secret must have sent a code challenge, and authenticates with the code verifier.</summary>
    private AuthKitResult ByCode(RequestFields fields)
    {
        if (fields["code"] is not { } code)
        {
            return AuthKitResult.Missing("code");
        }

        var isPublicClient = fields["client_secret"] is null;
        if (isPublicClient && fields["code_verifier"] is null)
        {
            return MissingSecret();
        }

        if (authKit.Grants.Codes.Take(code) is not { } grant || !Pkce.Matches(grant.CodeChallenge, fields["code_verifier"]))
        {
            return AuthKitResult.OAuthError("invalid_grant", $"The code '{code}' has expired or is invalid.");
        }

        return fields["invitation_token"] is { } invitation && !Accept(invitation, grant.UserId)
            ? AuthKitResult.Error(StatusCodes.Status400BadRequest, "invitation_invalid", "The invitation is for another user, or does not wait for an answer.")
            : SignIn(WithClient(grant with { IsPublicClient = isPublicClient }, fields));
    }

    private bool Accept(string invitation, string userId) =>
        _directory.Member(userId, null) is not { } user || authKit.Invitations.TryAccept(invitation, user);

    private AuthKitResult ByOrganizationSelection(RequestFields fields)
    {
        if (fields["pending_authentication_token"] is not { } token)
        {
            return AuthKitResult.Missing("pending_authentication_token");
        }

        if (fields["organization_id"] is not { } organizationId)
        {
            return AuthKitResult.Missing("organization_id");
        }

        if (authKit.Grants.Pending.Find(token) is not { } grant)
        {
            return InvalidPendingToken();
        }

        if (fields["client_secret"] is null && !grant.IsPublicClient)
        {
            return MissingSecret();
        }

        if (!_directory.IsMember(grant.UserId, organizationId))
        {
            return AuthKitResult.NotAMember();
        }

        return authKit.Grants.Pending.Take(token) is not null
            ? SignIn(WithClient(grant with { OrganizationId = organizationId }, fields))
            : InvalidPendingToken();
    }

    private AuthKitResult ByRefreshToken(RequestFields fields)
    {
        if (fields["refresh_token"] is not { } refreshToken)
        {
            return AuthKitResult.Missing("refresh_token");
        }

        var asked = fields["organization_id"];
        return authKit.Sessions.Exchange(
            refreshToken,
            asked,
            session => RefreshRefusal(fields, session, asked ?? session.OrganizationId),
            session =>
            {
                session.OrganizationId = asked ?? session.OrganizationId;
                return Succeed(session);
            });
    }

    private AuthKitResult? RefreshRefusal(RequestFields fields, AuthKitSession session, string? organizationId)
    {
        if (fields["client_secret"] is null && !session.IsPublicClient)
        {
            return MissingSecret();
        }

        return organizationId is not null && !_directory.IsMember(session.UserId, organizationId) ? AuthKitResult.NotAMember() : null;
    }

    private AuthKitResult SignIn(AuthKitGrant grant)
    {
        var memberships = _directory.MembershipsOf(grant.UserId);
        var organizationId = grant.OrganizationId ?? (memberships.Count == 1 ? memberships[0].OrganizationId : null);
        if (organizationId is not null && !_directory.IsMember(grant.UserId, organizationId))
        {
            return AuthKitResult.NotAMember();
        }

        return organizationId is null && memberships.Count > 1
            ? SelectionRequired(grant, memberships)
            : Succeed(authKit.Sessions.Start(grant, organizationId));
    }

    private AuthKitResult SelectionRequired(AuthKitGrant grant, IReadOnlyList<WorkOsSandboxPerson> memberships)
    {
        var result = AuthKitResult.Error(
            StatusCodes.Status403Forbidden,
            "organization_selection_required",
            "The user must choose an organization to finish their authentication.");
        result.Body["pending_authentication_token"] = authKit.Grants.Pending.Add(SandboxIds.NewSecret(), grant);
        result.Body["organizations"] = new JsonArray([.. memberships.Select(membership => new JsonObject
        {
            ["id"] = membership.OrganizationId,
            ["name"] = _directory.Organization(membership.OrganizationId)!.Name,
        })]);
        result.Body["user"] = AuthKitUser.User(memberships[0], authKit.Created);
        return result;
    }

    private AuthKitResult Succeed(AuthKitSession session)
    {
        if (_directory.Member(session.UserId, session.OrganizationId) is not { } person)
        {
            return AuthKitResult.OAuthError("invalid_grant", "Session has already ended.");
        }

        if (authKit.AccessTokens.Issue(session, person) is not { } accessToken)
        {
            return AuthKitResult.OAuthError("token_too_big", "The JWT template renders more than 3072 bytes.");
        }

        var body = new JsonObject
        {
            ["user"] = AuthKitUser.User(person, authKit.Created, session.Started),
            ["access_token"] = accessToken,
            ["refresh_token"] = authKit.Sessions.IssueRefreshToken(session),
            ["authentication_method"] = session.Method,
        };
        if (session.OrganizationId is { } organizationId)
        {
            body["organization_id"] = organizationId;
        }

        if (session.Impersonator is { } impersonator)
        {
            body["impersonator"] = impersonator.ToJson();
        }

        return new(authKit.NextResponses.Apply(body), body);
    }

    private static AuthKitGrant WithClient(AuthKitGrant grant, RequestFields fields) =>
        grant with { IpAddress = fields["ip_address"], UserAgent = fields["user_agent"] };

    private static AuthKitResult MissingSecret() => AuthKitResult.OAuthError("invalid_client", "Missing client secret.");

    private static AuthKitResult InvalidPendingToken() => AuthKitResult.Error(
        StatusCodes.Status400BadRequest, "invalid_pending_authentication_token", "The pending authentication token has expired or is invalid.");
}
