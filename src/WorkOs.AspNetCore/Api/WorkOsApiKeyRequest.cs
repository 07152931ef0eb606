namespace WorkOs.AspNetCore;

/// <summary>The body of <c>POST /api_keys/validations</c>.</summary>
internal sealed record WorkOsApiKeyRequest
{
    public required string Value { get; init; }

    public override string ToString() => nameof(WorkOsApiKeyRequest);
}
