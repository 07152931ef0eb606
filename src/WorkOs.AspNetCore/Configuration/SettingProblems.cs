namespace WorkOs.AspNetCore;

/// <summary>Collects every problem of a scheme's options, each with what to do about it, so that one start reports them all.</summary>
internal sealed class SettingProblems(string scheme, IEnumerable<string> known)
{
    private readonly List<string> _problems = [.. known];

    public ValidateOptionsResult Result => _problems.Count == 0
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(_problems.Select(problem => $"Scheme '{scheme}': {problem}."));

    public void Add(IEnumerable<string> problems) => _problems.AddRange(problems);

    /// <summary>Adds a problem, if there is one.</summary>
    public void Add(string? problem)
    {
        if (problem is not null)
        {
            _problems.Add(problem);
        }
    }

    public void AddIf(bool isWrong, string problem) => Add(isWrong ? problem : null);
}
