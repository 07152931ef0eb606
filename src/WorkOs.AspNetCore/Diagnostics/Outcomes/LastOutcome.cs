namespace WorkOs.AspNetCore;

/// <summary>The last outcome of an operation.</summary>
/// <param name="Kind">The kind of the operation.</param>
/// <param name="Name">The scheme, or the name of the HTTP client.</param>
/// <param name="Error">The error, as in the tag <c>error.type</c>; <see langword="null"/> if there was none.</param>
/// <param name="Age">The time since the outcome.</param>
internal readonly record struct LastOutcome(OutcomeKind Kind, string Name, string? Error, TimeSpan Age);
