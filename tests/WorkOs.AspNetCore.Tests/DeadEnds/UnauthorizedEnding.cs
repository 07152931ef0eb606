namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>A bare 401.</summary>
public sealed record UnauthorizedEnding : Ending;
