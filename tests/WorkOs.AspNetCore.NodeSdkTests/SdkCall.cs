namespace WorkOs.AspNetCore.NodeSdkTests;

/// <summary>A call of the SDK, and what was wrong with its answer.</summary>
public sealed record SdkCall(string Name, bool Ok, string Detail);
