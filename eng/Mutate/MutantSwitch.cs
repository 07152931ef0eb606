using System.Reflection;

namespace Mutate;

/// <summary>Switches the mutants on and off that Stryker compiled into the package.</summary>
internal sealed class MutantSwitch
{
    public const int None = -1;

    private readonly FieldInfo _active;
    private readonly FieldInfo _capture;
    private readonly MethodInfo _covered;

    public MutantSwitch()
    {
        var control = Assembly.Load("WorkOs.AspNetCore").GetTypes().Single(type => type.Name == "MutantControl");
        _active = control.GetField("ActiveMutant")!;
        _capture = control.GetField("CaptureCoverage")!;
        _covered = control.GetMethod("GetCoverageData")!;
        Off();
    }

    public void On(int mutant) => _active.SetValue(null, mutant);

    public void Off() => _active.SetValue(null, None);

    public void Capture() => _capture.SetValue(null, true);

    /// <summary>The mutants that ran since the last call; those of static initializers run once per process.</summary>
    public (IReadOnlyCollection<int> Mutants, IReadOnlyCollection<int> Static) TakeCovered()
    {
        var data = (IList<int>[])_covered.Invoke(null, null)!;
        return ([.. data[0].Distinct()], [.. data[1].Distinct()]);
    }
}
