namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Cases of a test that starts servers; see <see cref="Prerequisites"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public ClusterTheoryAttribute() => Skip = Prerequisites.Cluster.SkipReason;
}
