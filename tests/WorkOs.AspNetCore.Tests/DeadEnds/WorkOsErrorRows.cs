using static WorkOs.AspNetCore.Tests.DeadEnds.DeadEndRows;
using static WorkOs.AspNetCore.Tests.DeadEnds.Ending;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>The errors that WorkOS sends to the callback, with and without our state, and errors that it would not send.</summary>
internal static class WorkOsErrorRows
{
    private static readonly (string Error, Ending Ending)[] Documented =
    [
        ("access_denied", Warning("access_denied", 403)),
        ("ambiguous_connection_selector", Warning("ambiguous_connection_selector", 400)),
        ("connection_domain_invalid", Warning("connection_domain_invalid", 400)),
        ("connection_invalid", Warning("connection_invalid", 400)),
        ("connection_strategy_invalid", Warning("connection_strategy_invalid", 400)),
        ("connection_unlinked", Warning("connection_unlinked", 400)),
        ("domain_connection_selector_not_allowed", Warning("domain_connection_selector_not_allowed", 400)),
        ("idp_initiated_sso_disabled", Warning("idp_initiated_sso_disabled", 403)),
        ("invalid_connection_selector", Warning("invalid_connection_selector", 400)),
        ("organization_invalid", Warning("organization_invalid", 400)),
        ("oauth_failed", Warning("oauth_failed", 502)),
        ("profile_not_allowed_outside_organization", Warning("profile_not_allowed_outside_organization", 403)),
        ("server_error", Warning("server_error", 502)),
        ("signin_consent_denied", Warning("signin_consent_denied", 403)),
    ];

    private static readonly (string Name, string Error, string Code)[] Others =
    [
        ("an error that WorkOS has added since", "policy_denied", "policy_denied"),
        ("an error in capitals", "ACCESS_DENIED", "server_error"),
        ("an error with markup", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "server_error"),
        ("an error with line breaks", "x%0d%0aSet-Cookie:%20a=b", "server_error"),
        ("an error with an address", "ada%40acme.com", "server_error"),
        ("an error with a slash", "..%2F..%2Fetc", "server_error"),
        ("an error of 10 KB", new string('e', 10_000), "server_error"),
        ("an error of half characters", "%ED%A0%80", "server_error"),
        ("an error twice", "access_denied&error=access_denied", "server_error"),
    ];

    public static IEnumerable<DeadEnd> All =>
    [
        .. Documented.Select(row => Callback($"{row.Error} with our state", start => WithState(start, $"error={row.Error}&error_description=No"), row.Ending)),
        .. Documented.Where(row => row.Error != "idp_initiated_sso_disabled")
            .Select(row => Get($"{row.Error} without state", $"{CallbackPath}?error={row.Error}&error_description=No", row.Ending)),
        Get("idp_initiated_sso_disabled without state", CallbackPath + "?error=idp_initiated_sso_disabled", Restart),
        .. Others.Select(row => Callback($"{row.Name}, with our state", start => WithState(start, "error=" + row.Error), Warning(row.Code, 502))),
        .. Others.Select(row => Get($"{row.Name}, without state", CallbackPath + "?error=" + row.Error, Warning(row.Code, 502))),
        Callback("an error that comes with a code", start => WithState(start, "code=a&error=oauth_failed"), Warning("oauth_failed", 502)),
        Callback("an error asked for as JSON", start => WithState(start, "error=access_denied"), Warning("access_denied", 403), ("Accept", "application/json")),
        Get("an error with a huge description", CallbackPath + "?error=server_error&error_description=" + new string('d', 9_000), Warning("server_error", 502)),
    ];
}
