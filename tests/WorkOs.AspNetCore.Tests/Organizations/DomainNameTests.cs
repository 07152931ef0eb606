namespace WorkOs.AspNetCore.Tests.Organizations;

[Trait("Room", "Sso")]
public sealed class DomainNameTests
{
    private static readonly string Labels = string.Concat(Enumerable.Repeat("a.", 126));

    public static TheoryData<string, int, bool> Lengths => new()
    {
        { "the longest domain", 253, true },
        { "one character more", 254, false },
        { "more than a browser sends", 100_000, false },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_domain_has_at_most_253_characters(string name, int length, bool isDomain)
    {
        var domain = Labels + new string('b', 63) + ".com";
        domain = domain[^Math.Min(length, domain.Length)..].PadLeft(length, 'a');

        Assert.NotEmpty(name);
        Assert.Equal(isDomain ? domain : null, DomainName.Normalize(domain));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("acme")]
    public void Other_texts_are_no_domains(string? text) => Assert.Null(DomainName.Normalize(text));

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void An_address_has_at_most_254_characters(int length, bool isAddress) =>
        Assert.Equal(isAddress ? "acme.com" : string.Empty, DomainName.OfEmail(new string('a', length - "@acme.com".Length) + "@acme.com"));

    [Theory]
    [InlineData("acme.com", "ACME.com.", true)]
    [InlineData("bücher.example", "xn--bcher-kva.example", true)]
    [InlineData("acme.com", "globex.com", false)]
    [InlineData("not a domain", "NOT A DOMAIN", true)]
    [InlineData("not a domain", "nor is this", false)]
    [InlineData("not a domain", "acme.com", false)]
    [InlineData("acme.com", "not a domain", false)]
    public void Domains_are_compared_in_the_form_in_which_WorkOS_lists_them_and_other_texts_as_they_are(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, DomainName.Comparer.Equals(one, other));
        Assert.Equal(isSame, DomainName.Comparer.GetHashCode(one) == DomainName.Comparer.GetHashCode(other));
    }

    [Theory]
    [InlineData("ada@acme.com", "acme.com", "ada@acme.com")]
    [InlineData(" ada@acme.com ", "acme.com", "ada@acme.com")]
    [InlineData("ada", "", null)]
    [InlineData("@acme.com", "", null)]
    public void A_challenge_has_a_login_hint_where_the_text_is_an_address(string email, string domain, string? hint)
    {
        var challenge = WorkOsChallengeProperties.ForEmail(email);

        Assert.Equal((domain, hint), (challenge.Domain, challenge.LoginHint));
    }
}
