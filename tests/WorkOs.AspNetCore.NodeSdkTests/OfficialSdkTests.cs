namespace WorkOs.AspNetCore.NodeSdkTests;

/// <summary>WorkOS's own SDK for Node takes the sandbox for WorkOS.</summary>
public sealed class OfficialSdkTests(SdkCalls calls) : IClassFixture<SdkCalls>
{
    private const int Fewest = 30;

    public static TheoryData<string> Names => [.. SdkCalls.Names];

    [SdkTheory]
    [MemberData(nameof(Names))]
    public void The_sandbox_answers_as_the_SDK_expects(string call)
    {
        var made = calls[call];

        Assert.True(made.Ok, made.Detail);
    }

    [Fact]
    public void Every_call_has_a_name_of_its_own()
    {
        Assert.Equal(SdkCalls.Names.Distinct(StringComparer.Ordinal), SdkCalls.Names);
        Assert.True(SdkCalls.Names.Count >= Fewest, $"There are {SdkCalls.Names.Count} calls.");
    }
}
