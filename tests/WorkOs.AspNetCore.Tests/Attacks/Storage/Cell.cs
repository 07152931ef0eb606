namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>A stored value in one place, the documented result there, and the code that tries it.</summary>
/// <param name="Value">The stored value.</param>
/// <param name="Place">The place that it is moved to.</param>
/// <param name="Outcome">One of <see cref="Storage.Outcome"/>.</param>
/// <param name="Why">The reason.</param>
/// <param name="MoveAsync">Moves the value there, and returns the outcome.</param>
internal sealed record Cell(string Value, string Place, string Outcome, string Why, Func<Task<string>> MoveAsync)
{
    /// <summary>The cell as docs/security.md lists it.</summary>
    public string Row => $"| {Value} | {Place} | {Outcome} | {Why} |";
}
