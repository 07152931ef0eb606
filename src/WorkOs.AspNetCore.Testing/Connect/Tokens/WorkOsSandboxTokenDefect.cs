namespace WorkOs.AspNetCore.Testing;

/// <summary>A defect of an invalid token. Pass <see cref="Apply"/> to a method that creates tokens.</summary>
public sealed class WorkOsSandboxTokenDefect
{
    private readonly Action<WorkOsSandboxToken> _apply;

    internal WorkOsSandboxTokenDefect(string name, Action<WorkOsSandboxToken> apply)
    {
        Name = name;
        _apply = apply;
    }

    /// <summary>A short description of the defect, the same in every version. Use it as the name of a row of test data.</summary>
    public string Name { get; }

    /// <summary>Adds the defect to the token, and changes nothing else in it.</summary>
    /// <param name="token">A token before it is signed.</param>
    public void Apply(WorkOsSandboxToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        _apply(token);
    }

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
