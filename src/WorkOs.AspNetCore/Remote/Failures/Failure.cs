namespace WorkOs.AspNetCore;

/// <summary>What a failure code means to the three who meet it: the browser, the user and the operator.</summary>
/// <param name="Status">The status of the built-in page.</param>
/// <param name="IsForOperator">Whether someone must look at it (Error), or a user can cause it (Warning).</param>
/// <param name="Sentence">What the page says.</param>
internal sealed record Failure(int Status, bool IsForOperator, string Sentence)
{
    /// <summary>What the page is about.</summary>
    public string Heading { get; init; } = "Sign-in did not work";
}
