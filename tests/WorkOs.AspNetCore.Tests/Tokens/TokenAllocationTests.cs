namespace WorkOs.AspNetCore.Tests.Tokens;

[Trait("Room", "Tokens")]
public class TokenAllocationTests
{
    private const string Roles = """
        ,"role":"admin","roles":["admin"],"permissions":["posts:read","posts:write","users:read","users:write"],"feature_flags":["beta"]
        """;

    private readonly string _token = TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(Roles));

    [Fact]
    public void To_validate_a_token_allocates_less_than_3_KB()
    {
        Assert.InRange(AllocatedBy(TokenForge.Validator()), 1, 3 * 1024);
    }

    [Fact]
    public void To_find_a_remembered_token_allocates_next_to_nothing()
    {
        Assert.InRange(AllocatedBy(TokenForge.Validator(cache: new ValidatedTokenCache(10))), 0, 128);
    }

    private long AllocatedBy(AccessTokenValidator validator)
    {
        const int Rounds = 1000;
        Validate(validator);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            Validate(validator);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }

    private void Validate(AccessTokenValidator validator)
    {
        var validation = validator.ValidateAsync(_token, CancellationToken.None);
        Assert.True(validation.IsCompletedSuccessfully && validation.Result.Succeeded);
    }
}
