namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>One remembered value in one place, what it is said to be worth there, and how to find out.</summary>
/// <param name="Value">What is remembered.</param>
/// <param name="Place">Where it is moved to.</param>
/// <param name="Outcome">One of <see cref="Storage.Outcome"/>.</param>
/// <param name="Why">How it comes to that.</param>
/// <param name="MoveAsync">Moves it there, and says what it was worth.</param>
internal sealed record Cell(string Value, string Place, string Outcome, string Why, Func<Task<string>> MoveAsync)
{
    /// <summary>The cell as docs/security.md lists it.</summary>
    public string Row => $"| {Value} | {Place} | {Outcome} | {Why} |";
}
