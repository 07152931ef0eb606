using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>A failure with its code.</summary>
public sealed record FailureEnding(string Code, int Status, LogLevel Level) : Ending;
