namespace WorkOs.AspNetCore;

/// <summary>The properties of a failure code: the status for the browser, the text for the user, and the log level for the operator.</summary>
/// <param name="Status">The status of the built-in page.</param>
/// <param name="IsForOperator">Whether the operator must act (logged as Error), or a user can cause the failure (logged as Warning).</param>
/// <param name="Sentence">The text of the built-in page.</param>
internal sealed record Failure(int Status, bool IsForOperator, string Sentence)
{
    /// <summary>The heading of the built-in page.</summary>
    public string Heading { get; init; } = "Sign-in did not work";
}
