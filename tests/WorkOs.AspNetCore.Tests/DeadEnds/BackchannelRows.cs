using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.DeadEnds.Ending;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>What WorkOS can do to the exchange, the profile call and the organization lookup.</summary>
internal static class BackchannelRows
{
    private static readonly (string Name, Func<JsonObject> Profile, string Code, int Status)[] WrongProfiles =
    [
        ("a profile of another organization", () => Profiles.Ada().With("organization_id", "org_other"), "organization_mismatch", 403),
        ("a profile without an organization", () => Profiles.Ada().With("organization_id", null), "organization_mismatch", 403),
        ("a profile whose organization is a number", () => Profiles.Ada().With("organization_id", 7), "organization_mismatch", 403),
        ("a profile without an id", () => Profiles.Ada().Without("id"), "profile_missing", 502),
        ("a profile whose id is null", () => Profiles.Ada().With("id", null), "profile_missing", 502),
        ("a profile whose id is blank", () => Profiles.Ada().With("id", " "), "profile_missing", 502),
        ("a profile whose id is a number", () => Profiles.Ada().With("id", 7), "profile_missing", 502),
        ("an empty profile", () => [], "profile_missing", 502),
    ];

    public static IEnumerable<DeadEnd> All =>
    [
        .. BackchannelFault.All.Select(fault => new DeadEnd(
            $"token: {fault.Name}", async (_, browser) => await browser.ReturnAsync(await browser.StartAsync()), TokenEnding(fault))
        {
            WorkOs = workOs => workOs.OnToken = fault.Answer,
        }),
        .. BackchannelFault.All.Where(fault => fault.Kind != BackchannelFaultKind.Invalid || fault.Name is "200 with HTML" or "200 with 10 MB" or "302 elsewhere").Select(fault => new DeadEnd(
            $"profile: {fault.Name}", async (_, browser) => await browser.ReturnAsync(await browser.StartAsync()), ProfileEnding(fault.Kind))
        {
            WorkOs = workOs =>
            {
                workOs.OnToken = static (_, _) => Task.FromResult(StubWorkOs.Json("""{"access_token":"opaque"}"""));
                workOs.OnOther = fault.Answer;
            },
        }),
        .. BackchannelFault.All.Where(IsFaultOfLookup).Select(fault => new DeadEnd(
            $"lookup: {fault.Name}", (_, browser) => browser.GetAsync("/challenge"), Error("organization_lookup_failed", 503))
        {
            Options = DeadEndApps.ForAnyOrganization,
            WorkOs = workOs => workOs.OnOrganizations = fault.Answer,
        }),
        .. WrongProfiles.Select(row => new DeadEnd(
            row.Name, async (_, browser) => await browser.ReturnAsync(await browser.StartAsync()), row.Code == "organization_mismatch" ? Warning(row.Code, row.Status) : Error(row.Code, row.Status))
        {
            WorkOs = workOs => workOs.Profile = row.Profile(),
        }),
    ];

    // An answer that is an object without a list says that no organization has the domain.
    private static bool IsFaultOfLookup(BackchannelFault fault) =>
        fault.Name is not ("200 with an empty object" or "200 with an error in it");

    private static Ending ProfileEnding(BackchannelFaultKind kind) => kind == BackchannelFaultKind.Unavailable
        ? Error("token_exchange_unavailable", 503)
        : Error("profile_missing", 502);

    // Those that blame the grant can be had by anybody who makes up a code.
    private static Ending TokenEnding(BackchannelFault fault) => fault.Kind switch
    {
        BackchannelFaultKind.Rejected when fault.Name is "400 in WorkOS's shape" or "422" => Warning("token_exchange_rejected", 502),
        BackchannelFaultKind.Unavailable => Error("token_exchange_unavailable", 503),
        BackchannelFaultKind.Rejected => Error("token_exchange_rejected", 502),
        _ => Error("token_response_invalid", 502),
    };
}
