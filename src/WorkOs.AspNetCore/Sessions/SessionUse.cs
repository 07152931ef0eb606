namespace WorkOs.AspNetCore;

/// <summary>Says whether the cookie schemes of the app validate the sessions of a product with each request. If not, their options are not changed.</summary>
/// <param name="IsWanted">Called when the options of a cookie scheme are validated.</param>
internal sealed record SessionUse(Func<IServiceProvider, bool> IsWanted);
