using System.Reflection;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>What a failure page says for each code.</summary>
[Trait("Room", "Remote")]
public sealed class FailureCatalogTests
{
    public static TheoryData<string> Codes =>
        [.. typeof(WorkOsFailureCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_status_and_tells_the_user_what_happened(string code)
    {
        Assert.True(FailureCatalog.IsKnown(code));
        AssertTellsTheUser(FailureCatalog.Get(code));
    }

    [Fact]
    public void A_code_that_WorkOS_added_since_is_told_in_general()
    {
        Assert.False(FailureCatalog.IsKnown("invented_tomorrow"));
        AssertTellsTheUser(FailureCatalog.Get("invented_tomorrow"));
    }

    private static void AssertTellsTheUser(Failure failure)
    {
        Assert.InRange(failure.Status, 400, 599);
        Assert.Matches("^[A-Z].{10,}[a-z]\\.$", failure.Sentence);
        Assert.Matches("^[A-Z].{5,}[a-z]$", failure.Heading);
    }
}
