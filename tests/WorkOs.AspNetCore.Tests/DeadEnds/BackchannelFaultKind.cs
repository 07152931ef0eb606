namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>What a fault means.</summary>
public enum BackchannelFaultKind
{
    Unavailable,
    Rejected,
    Invalid,
}
