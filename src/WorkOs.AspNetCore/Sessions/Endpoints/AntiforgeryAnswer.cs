namespace WorkOs.AspNetCore;

/// <summary>The antiforgery token of a browser, and where to send it.</summary>
/// <param name="HeaderName">The header for the token; <see langword="null"/> where the app accepts none.</param>
/// <param name="FormFieldName">The field of a form for the token.</param>
/// <param name="RequestToken">The token.</param>
internal sealed record AntiforgeryAnswer(string? HeaderName, string FormFieldName, string? RequestToken)
{
    public override string ToString() => nameof(AntiforgeryAnswer);
}
