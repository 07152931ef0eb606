using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>How long a code and an error may be.</summary>
[Trait("Room", "Remote")]
public sealed class CallbackQueryTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2048, true)]
    [InlineData(2049, false)]
    public void A_code_has_up_to_2048_characters(int length, bool isOne)
    {
        var code = new string('a', length);

        Assert.Equal(isOne ? code : null, QueryOf("code", code).Code);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void An_error_has_up_to_64_characters_and_is_an_error_in_any_case(int length, bool isKept)
    {
        var error = new string('a', length);

        Assert.Equal(isKept ? error : "server_error", QueryOf("error", error).Error);
    }

    private static CallbackQuery QueryOf(string name, string value) =>
        new(new QueryCollection(new Dictionary<string, StringValues>(StringComparer.Ordinal) { [name] = value }));
}
