namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>What a sign-in may ask for, and how its state remembers it.</summary>
[Trait("Room", "Remote")]
public sealed class SelectorTests
{
    public static TheoryData<string, int, bool> Lengths => new()
    {
        { nameof(SelectorKind.Organization), 128, true },
        { nameof(SelectorKind.Organization), 129, false },
        { nameof(SelectorKind.Connection), 128, true },
        { nameof(SelectorKind.Connection), 129, false },
        { nameof(SelectorKind.Domain), 253, true },
        { nameof(SelectorKind.Domain), 254, false },
    };

    public static TheoryData<string> Kinds => [.. Enum.GetNames<SelectorKind>()];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void An_id_is_no_longer_than_ids_are_and_a_domain_no_longer_than_DNS_allows(string kind, int length, bool isWellFormed) =>
        Assert.Equal(isWellFormed, new Selector(Enum.Parse<SelectorKind>(kind), new string('a', length)).IsWellFormed);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_state_gives_back_what_it_was_given(string kind)
    {
        foreach (var isFromOutside in new[] { true, false })
        {
            var selector = new Selector(Enum.Parse<SelectorKind>(kind), "X") { IsFromOutside = isFromOutside };

            Assert.Equal(selector, Selector.Parse(selector.ToString()));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("o")]
    [InlineData("xorg_acme")]
    [InlineData("_org_acme")]
    public void What_is_no_selector_is_none(string? text) => Assert.Null(Selector.Parse(text));

    [Theory]
    [InlineData("org_acme", null, "authkit", "HostedOrganization")]
    [InlineData("org_acme", " ", "authkit", "HostedOrganization")]
    [InlineData(" ", "", "authkit", "Provider")]
    [InlineData(null, null, "authkit", "Provider")]
    [InlineData("org_acme", null, null, "Organization")]
    [InlineData(null, "conn_acme", " ", "Connection")]
    [InlineData(null, null, null, null)]
    [InlineData("", " ", "", null)]
    public void The_hosted_page_may_be_named_together_with_an_organization(string? organization, string? connection, string? provider, string? kind) =>
        Assert.Equal(kind, Selector.ChooseOneOrHosted(organization, connection, provider)?.Kind.ToString());

    [Theory]
    [InlineData("org_acme", "conn_acme", "authkit")]
    [InlineData(null, "conn_acme", "authkit")]
    [InlineData("org_acme", null, "GoogleOAuth")]
    public void Nothing_else_may(string? organization, string? connection, string? provider) =>
        Assert.Throws<InvalidOperationException>(() => Selector.ChooseOneOrHosted(organization, connection, provider));

    [Fact]
    public void A_challenge_keeps_what_it_names_under_the_names_that_the_documentation_gives()
    {
        var challenge = new WorkOsChallengeProperties
        {
            Organization = "a",
            Connection = "b",
            Provider = "c",
            DomainHint = "d",
            LoginHint = "e",
            Prompt = "f",
            ProviderScopes = ["g"],
            ProviderQueryParameters = [new("h", "i")],
        };

        Assert.Equal(
            ["connection", "domain_hint", "login_hint", "organization", "prompt", "provider", "provider_query_params", "provider_scopes"],
            challenge.Parameters.Keys.Order(StringComparer.Ordinal));
    }
}
