using LiveCheck.Asking;

namespace LiveCheck.Facts;

/// <summary>The checks of calls with the API key: lists and their pages, errors, API keys of customers, links to the Admin Portal.</summary>
internal static class ManagementChecks
{
    private const string Spec = "OpenAPI description";

    public static IEnumerable<Check> All =>
    [
        new("no-key", "A call without an API key is 401", Spec, Confidence.Medium, Ask.Get("/organizations"), new(Bodies.Unauthorized)),
        new("wrong-key", "A call with a wrong API key is 401", Spec, Confidence.High, Ask.Get("/organizations") with { Bearer = "sk_test_wrong" }, new(Bodies.Unauthorized)),
        new("unknown-path", "A path that is not known is 404", "not documented", Confidence.Low, Ask.WithKey("/no-such-path"), new(Bodies.NotFound)),
        new("request-id", "Answers have an X-Request-ID", "official SDKs", Confidence.Medium, Ask.WithKey("/organizations?limit=1"), new(Bodies.List + "; body.data: any; header.X-Request-ID: present")),
        new("organizations", "Organizations are a list, with a cursor to go on", Spec + ", /organizations", Confidence.High,
            Ask.WithKey("/organizations?limit=1"), new(Bodies.List, Bodies.Organization("body.data[]"))),
        new("organizations-limit", "A limit out of 1 to 100 is 422", Spec + ", /organizations", Confidence.Low, Ask.WithKey("/organizations?limit=0"), new(Bodies.Unprocessable)),
        new("organization", "An organization has its domains with their states", Spec + ", /organizations/{id}", Confidence.High,
            Ask.WithKey("/organizations/{organization}"), new("status: 200", Bodies.Organization("body"))) { Keeps = ["body.domains[].domain=domain"] },
        new("organizations-by-domain", "Organizations are found by a domain", Spec + ", /organizations", Confidence.High,
            Ask.WithKey("/organizations?domains={domain}"), new(Bodies.List + "; body.data: list", Bodies.Organization("body.data[]"))),
        new("organizations-by-unknown-domain", "No organization has an unknown domain: an empty list", Spec + ", /organizations", Confidence.High,
            Ask.WithKey("/organizations?domains=no-such-domain.example"), new(Bodies.List + "; body.data: empty list")),
        new("organization-unknown", "An unknown organization is 404", Spec + ", /organizations/{id}", Confidence.High, Ask.WithKey("/organizations/org_00000000000000000000000000"), new(Bodies.NotFound)),
        new("connections", "The connections of an organization are a list", Spec + ", /connections", Confidence.High,
            Ask.WithKey("/connections?organization_id={organization}&limit=1"),
            new(Bodies.List, Bodies.In(
                "body.data[]",
                "object: connection; id: conn_…; ?organization_id: org_…|null; connection_type: text; name: text; state: requires_type|draft|active|validating|inactive|deleting; ?status: text; "
                + "?domains: any; ?options: map; ?external_key: text; created_at: time; updated_at: time"))),
        new("connection-unknown", "An unknown connection is 404", Spec + ", /connections/{id}", Confidence.High, Ask.WithKey("/connections/conn_00000000000000000000000000"), new(Bodies.NotFound)),
        new("users", "Users are a list", Spec + ", /user_management/users", Confidence.High, Ask.WithKey("/user_management/users?limit=1"),
            new(Bodies.List, Optional(Bodies.User("body.data[]")))),
        new("user-unknown", "An unknown user is 404", Spec + ", /user_management/users/{id}", Confidence.High,
            Ask.WithKey("/user_management/users/user_00000000000000000000000000"), new(Bodies.NotFound)),
        new("revoke-unknown", "An unknown session can't be revoked: 404", Spec + ", /user_management/sessions/revoke", Confidence.Low,
            Ask.Json("/user_management/sessions/revoke", "session_id=session_00000000000000000000000000") with { Bearer = "{api_key}" }, new(Bodies.NotFound)),
        new("api-key-unknown", "An unknown API key of a customer is 200 with null", "docs, reference/authkit/api-keys", Confidence.High,
            Ask.Json("/api_keys/validations", "value=sk_no_such_key") with { Bearer = "{api_key}" }, new("status: 200; body.api_key: null; ?body.agent_registration_id: text|null")),
        new("api-key-own-key-wrong", "401 is for the key of the app, not for the one that is asked about", "docs, reference/authkit/api-keys", Confidence.High,
            Ask.Json("/api_keys/validations", "value=sk_no_such_key") with { Bearer = "sk_test_wrong" }, new(Bodies.Unauthorized)),
        new("portal", "A link to the Admin Portal is 201 with a URL; it changes nothing", "docs, reference/admin-portal", Confidence.Medium,
            Ask.Json("/portal/generate_link", "organization={portal_organization}&intent=sso") with { Bearer = "{api_key}" }, new("status: 201; body.link: url")),
    ];

    /// <summary>Makes the lines optional, for lists that may be empty.</summary>
    private static string Optional(string lines) => string.Join("; ", lines.Split("; ").Select(line => line[0] == '?' ? line : "?" + line));
}
