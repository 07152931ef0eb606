using System.Diagnostics;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>Kills this process as <c>kill -9</c> does, at the step that was asked for.</summary>
internal sealed class KillSwitch
{
    private volatile RefreshStep _step;

    public void Arm(RefreshStep step) => _step = step;

    public void Reach(RefreshStep step)
    {
        if (_step == step)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
