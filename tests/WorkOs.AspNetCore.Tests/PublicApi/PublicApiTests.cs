using System.Reflection;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Docs;

namespace WorkOs.AspNetCore.Tests.PublicApi;

/// <summary>
/// The public surface is a promise: a change shows up here as a difference to a file that is reviewed. Set
/// <c>ACCEPT_PUBLIC_API=1</c> to write the files anew.
/// </summary>
[Trait("Room", "PublicApi")]
public sealed class PublicApiTests
{
    private const string Accept = "ACCEPT_PUBLIC_API";

    public static TheoryData<string> Assemblies => [typeof(WorkOsOptions).Assembly.GetName().Name!, typeof(WorkOsSandbox).Assembly.GetName().Name!];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_surface_is_the_one_that_was_reviewed(string assembly)
    {
        var file = Repository.PathOf($"tests/WorkOs.AspNetCore.Tests/PublicApi/{assembly}.txt");
        var surface = string.Join('\n', ApiPrinter.Print(Assembly.Load(assembly))) + "\n";
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(file, surface);
        }

        var reviewed = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
        var was = reviewed.Split('\n').ToHashSet(StringComparer.Ordinal);
        var now = surface.Split('\n').ToHashSet(StringComparer.Ordinal);
        var difference = was.Except(now, StringComparer.Ordinal).Select(line => "- " + line)
            .Concat(now.Except(was, StringComparer.Ordinal).Select(line => "+ " + line));

        Assert.True(surface == reviewed, $"Review the change, then run the tests with {Accept}=1.\n{string.Join('\n', difference)}");
    }
}
