namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class TokenDefectTests : ConnectTest
{
    public static TheoryData<string> OfAccessTokens() => [.. WorkOsSandboxTokenDefects.AccessTokens.Select(defect => defect.Name)];

    public static TheoryData<string> OfIdTokens() => [.. WorkOsSandboxTokenDefects.IdTokens.Select(defect => defect.Name)];

    [Theory]
    [MemberData(nameof(OfAccessTokens))]
    public void Each_defect_of_an_access_token_changes_users_and_machines_tokens_in_one_way(string name)
    {
        var defect = Named(WorkOsSandboxTokenDefects.AccessTokens, name);

        AssertChanged(change => WorkOs.Connect.CreateAccessToken(Ada, First, change: change), defect);
        AssertChanged(change => WorkOs.Connect.CreateMachineToken(Machine, change: change), defect);
    }

    [Theory]
    [MemberData(nameof(OfIdTokens))]
    public void Each_defect_of_an_id_token_changes_it_in_one_way(string name) => AssertChanged(
        change => WorkOs.Connect.CreateIdToken(Ada, First, "nonce", change: change), Named(WorkOsSandboxTokenDefects.IdTokens, name));

    [Fact]
    public void A_defect_can_be_used_any_number_of_times()
    {
        var defect = Named(WorkOsSandboxTokenDefects.IdTokens, "an empty list of audiences");

        Assert.NotEqual(
            WorkOs.Connect.CreateIdToken(Ada, First, "one", change: defect.Apply), WorkOs.Connect.CreateIdToken(Ada, First, "two", change: defect.Apply));
        Assert.Equal(defect.Name, defect.ToString());
    }

    private static WorkOsSandboxTokenDefect Named(IEnumerable<WorkOsSandboxTokenDefect> defects, string name) =>
        Assert.Single(defects, defect => defect.Name == name);

    /// <summary>Header, claims or signature differ from those of a right token; and a signature only where the defect is one of it.</summary>
    private static void AssertChanged(Func<Action<WorkOsSandboxToken>?, string> create, WorkOsSandboxTokenDefect defect)
    {
        string? header = null, claims = null;
        var token = create(token =>
        {
            (header, claims) = (token.Header.ToJsonString(), token.Claims.ToJsonString());
            defect.Apply(token);
            var changed = header != token.Header.ToJsonString() || claims != token.Claims.ToJsonString();
            Assert.True(changed || token.Signature != WorkOsSandboxSignature.Valid);
        });

        Assert.Equal(3, token.Split('.').Length);
    }
}
