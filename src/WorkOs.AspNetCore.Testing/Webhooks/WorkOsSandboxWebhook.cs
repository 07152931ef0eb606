namespace WorkOs.AspNetCore.Testing;

/// <summary>A webhook call, to send unchanged or with changes.</summary>
public sealed record WorkOsSandboxWebhook
{
    /// <summary>The name of the header that holds <see cref="Signature"/>.</summary>
    public const string SignatureHeader = "WorkOS-Signature";

    /// <summary>The JSON body; the signature covers its exact bytes.</summary>
    public required string Body { get; init; }

    /// <summary>The value of the <c>WorkOS-Signature</c> header: <c>t=&lt;milliseconds&gt;, v1=&lt;hex HMAC-SHA256&gt;</c>.</summary>
    public required string Signature { get; init; }
}
