namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>A redirect to a page of the app.</summary>
public sealed record RedirectEnding(string Url) : Ending;
