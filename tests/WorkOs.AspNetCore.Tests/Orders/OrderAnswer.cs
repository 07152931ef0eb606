namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>What came of a request.</summary>
/// <param name="Principal">Who the app saw; <see langword="null"/> for nobody.</param>
/// <param name="Cookie">The session cookie that it set, empty where it took it away; <see langword="null"/> where it left it alone.</param>
internal sealed record OrderAnswer(System.Security.Claims.ClaimsPrincipal? Principal, string? Cookie)
{
    /// <summary>Why the app's call failed, where it did.</summary>
    public string? Refusal { get; init; }

    public bool IsSignedIn => Principal is not null;

    public bool IsSignedOut => Cookie is { Length: 0 };

    public string? Organization => Principal?.FindFirst(WorkOsClaimTypes.OrganizationId)?.Value;

    /// <summary>Whether all that the app sees is of one organization: what WorkOS says, and what the app has added.</summary>
    public bool IsOfOne => Principal is null || Principal.Claims
        .Select(OrganizationOf).OfType<string>()
        .All(organization => organization == Organization);

    private static string? OrganizationOf(System.Security.Claims.Claim claim) => claim.Type switch
    {
        WorkOsClaimTypes.OrganizationId or OrderMachine.AppClaim => claim.Value,
        WorkOsClaimTypes.Permission => claim.Value[OrderedWorkOs.PermissionPrefix.Length..],
        _ => null,
    };
}
