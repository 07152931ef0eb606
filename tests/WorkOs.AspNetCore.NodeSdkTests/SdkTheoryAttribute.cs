namespace WorkOs.AspNetCore.NodeSdkTests;

/// <summary>Calls of WorkOS's SDK; see <see cref="Prerequisites"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SdkTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public SdkTheoryAttribute() => Skip = Prerequisites.Sdk.SkipReason;
}
