namespace WorkOs.AspNetCore;

/// <summary>Says whether sessions of a product are looked at with each request: where none are, the app's cookies stay as they are.</summary>
/// <param name="IsWanted">Asked when the options of a cookie scheme are complete.</param>
internal sealed record SessionUse(Func<IServiceProvider, bool> IsWanted);
