namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>The requests by which somebody outside of the app can ask it to sign a person in, as links; <c>{callback}</c> stands for the path.</summary>
internal static class OutsideRequests
{
    /// <summary>Ask for Globex, where the person at hand is of Acme.</summary>
    public static IReadOnlyList<string> ForGlobex { get; } =
    [
        "/auth/sign-in?connection_id=conn_globex",
        "/auth/sign-in?organization_id=org_globex",
        "/auth/sign-in?connection_id=conn_globex&organization_id=org_acme",
        "{callback}?code=x&connection_id=conn_globex",
        "{callback}?code=x&connection=conn_globex",
        "{callback}?code=x&organization_id=org_globex",
        "{callback}?connection_id=conn_globex&error=idp_initiated_sso_disabled",
        "{callback}?organization_id=org_globex&error=idp_initiated_sso_disabled",
    ];

    /// <summary>Ask for the organization that the person at hand is of.</summary>
    public static IReadOnlyList<string> ForAcme { get; } =
    [
        "/auth/sign-in?organization_id=org_acme",
        "{callback}?code=x&organization_id=org_acme",
        "{callback}?organization=org_acme&error=idp_initiated_sso_disabled",
    ];

    /// <summary>Ask for nothing in particular.</summary>
    public static IReadOnlyList<string> ForNothing { get; } =
    [
        "/auth/sign-in",
        "/auth/sign-in?connection_id=&organization_id=",
        "/auth/sign-in?login_hint=eve@globex.com",
        "{callback}?code=x",
        "{callback}?error=idp_initiated_sso_disabled",
    ];

    /// <summary>How a browser may say where the link was: not at all, or on another site.</summary>
    public static (string Name, string Value)[] HeadersOf(string site) => site.Length == 0
        ? []
        : [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"), ("Sec-Fetch-User", "?1")];

    /// <summary>Every link, from every kind of place.</summary>
    public static TheoryData<string, string> FromEverywhere(IEnumerable<string> links)
    {
        var rows = new TheoryData<string, string>();
        foreach (var link in links)
        {
            rows.Add(link, "");
            rows.Add(link, "cross-site");
        }

        return rows;
    }
}
