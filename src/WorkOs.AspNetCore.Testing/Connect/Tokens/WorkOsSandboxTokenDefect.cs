namespace WorkOs.AspNetCore.Testing;

/// <summary>One way in which a token can be wrong. Pass <see cref="Apply"/> to a method that makes tokens.</summary>
public sealed class WorkOsSandboxTokenDefect
{
    private readonly Action<WorkOsSandboxToken> _apply;

    internal WorkOsSandboxTokenDefect(string name, Action<WorkOsSandboxToken> apply)
    {
        Name = name;
        _apply = apply;
    }

    /// <summary>What is wrong, in a few words, the same in every version: the name of a row of test data.</summary>
    public string Name { get; }

    /// <summary>Makes the token wrong, and changes nothing else in it.</summary>
    /// <param name="token">A token before it is signed.</param>
    public void Apply(WorkOsSandboxToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        _apply(token);
    }

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
