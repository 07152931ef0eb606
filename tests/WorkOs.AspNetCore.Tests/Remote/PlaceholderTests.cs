namespace WorkOs.AspNetCore.Tests.Remote;

[Trait("Room", "Configuration")]
public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("<client id>")]
    [InlineData("client_...")]
    [InlineData("client_…")]
    [InlineData("your-api-key")]
    [InlineData("YOUR_API_KEY")]
    [InlineData("client_yourid")]
    [InlineData("sk_test_xxx")]
    [InlineData("sk_test_XXXXXXXXXXXX")]
    [InlineData("sk_test_****")]
    [InlineData("CHANGEME")]
    [InlineData("todo")]
    [InlineData("client_placeholder")]
    public void A_value_that_nobody_filled_in_is_a_placeholder(string value) => Assert.True(Placeholder.IsIn(value));

    [Theory]
    [InlineData("client_01HXYZXXXPZ7K3M9Q4R5S6T7V8")]
    [InlineData("client_01JTODO9PZ7K3M9Q4R5S6T7V8W")]
    [InlineData("client_01JYOURQPZ7K3M9Q4R5S6T7V8W")]
    [InlineData("sk_live_a2V5XzAxSFhYWHgxeHh4eHg0eU9VUg")]
    [InlineData("sk_test_1234")]
    [InlineData("client_x")]
    public void A_word_inside_of_a_random_value_means_nothing(string value) => Assert.False(Placeholder.IsIn(value));
}
