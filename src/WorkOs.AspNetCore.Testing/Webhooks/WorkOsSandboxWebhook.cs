namespace WorkOs.AspNetCore.Testing;

/// <summary>A webhook call, to send as it is or to tamper with.</summary>
/// <param name="Body">The JSON body; the signature covers its exact bytes.</param>
/// <param name="Signature">The value of the <c>WorkOS-Signature</c> header: <c>t=&lt;milliseconds&gt;, v1=&lt;hex HMAC-SHA256&gt;</c>.</param>
public sealed record WorkOsSandboxWebhook(string Body, string Signature)
{
    /// <summary>The name of the header that holds <see cref="Signature"/>.</summary>
    public const string SignatureHeader = "WorkOS-Signature";
}
