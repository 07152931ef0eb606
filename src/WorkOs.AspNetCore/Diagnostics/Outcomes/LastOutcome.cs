namespace WorkOs.AspNetCore;

/// <summary>How something ended the last time.</summary>
/// <param name="Kind">What.</param>
/// <param name="Name">The scheme, or the name of the HTTP client.</param>
/// <param name="Error">What went wrong, as in the tag <c>error.type</c>; <see langword="null"/> where nothing did.</param>
/// <param name="Age">How long ago.</param>
internal readonly record struct LastOutcome(OutcomeKind Kind, string Name, string? Error, TimeSpan Age);
