namespace WorkOs.AspNetCore;

/// <summary>The body of <c>POST /portal/generate_link</c>.</summary>
internal sealed record WorkOsPortalLinkRequest
{
    public required string Organization { get; init; }

    public required string Intent { get; init; }

    public required string ReturnUrl { get; init; }

    public required string SuccessUrl { get; init; }

    public override string ToString() => nameof(WorkOsPortalLinkRequest);
}
