namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>A fresh sign-in at WorkOS.</summary>
public sealed record RestartEnding : Ending;
