namespace WorkOs.AspNetCore.ArchitectureTests;

/// <summary>One place in the sources that names a type, or a member of a type, of another file.</summary>
/// <param name="From">The file that names it.</param>
/// <param name="Member">The member in which it does.</param>
/// <param name="Line">Where.</param>
/// <param name="To">The file that declares it.</param>
/// <param name="Target">What is named.</param>
internal sealed record Reference(SourceFile From, string Member, int Line, SourceFile To, string Target)
{
    public override string ToString() => $"{From.Path}:{Line} ({Member}) uses {Target} of {To.Path}";
}
