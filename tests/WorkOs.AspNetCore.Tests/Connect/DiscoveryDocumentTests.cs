using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Tests.Connect;

[Trait("Room", "Connect")]
public sealed class DiscoveryDocumentTests
{
    private const string Domain = MetadataDocument.Domain;

    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["issuer missing"] = MetadataDocument.Without("issuer"),
        ["issuer null"] = MetadataDocument.With("issuer", null),
        ["issuer of another domain"] = MetadataDocument.With("issuer", "https://evil.authkit.app"),
        ["issuer with a slash"] = MetadataDocument.With("issuer", Domain + "/"),
        ["issuer with a path"] = MetadataDocument.With("issuer", Domain + "/oauth2"),
        ["issuer in another case"] = MetadataDocument.With("issuer", "https://ACME.authkit.app"),
        ["issuer with its port"] = MetadataDocument.With("issuer", Domain + ":443"),
        ["issuer over http"] = MetadataDocument.With("issuer", "http://acme.authkit.app"),
        ["issuer of the API"] = MetadataDocument.With("issuer", "https://api.workos.com"),
        ["issuer in a list"] = MetadataDocument.With("issuer", new JsonArray(Domain)),
        ["issuer that is no address"] = MetadataDocument.With("issuer", "acme\r\nforged line"),
        ["authorization endpoint missing"] = MetadataDocument.Without("authorization_endpoint"),
        ["token endpoint missing"] = MetadataDocument.Without("token_endpoint"),
        ["keys missing"] = MetadataDocument.Without("jwks_uri"),
        ["token endpoint null"] = MetadataDocument.With("token_endpoint", null),
        ["token endpoint is a number"] = MetadataDocument.With("token_endpoint", 1),
        ["token endpoint empty"] = MetadataDocument.With("token_endpoint", ""),
        ["token endpoint relative"] = MetadataDocument.With("token_endpoint", "/oauth2/token"),
        ["token endpoint over http"] = MetadataDocument.With("token_endpoint", "http://acme.authkit.app/oauth2/token"),
        ["token endpoint on another host"] = MetadataDocument.With("token_endpoint", "https://evil.example/oauth2/token"),
        ["token endpoint on a host below"] = MetadataDocument.With("token_endpoint", "https://x.acme.authkit.app/oauth2/token"),
        ["token endpoint on another port"] = MetadataDocument.With("token_endpoint", Domain + ":8443/oauth2/token"),
        ["token endpoint on loopback"] = MetadataDocument.With("token_endpoint", "http://127.0.0.1/oauth2/token"),
        ["token endpoint with a user"] = MetadataDocument.With("token_endpoint", "https://acme.authkit.app@evil.example/oauth2/token"),
        ["token endpoint with a password"] = MetadataDocument.With("token_endpoint", "https://u:p@acme.authkit.app/oauth2/token"),
        ["token endpoint with a query"] = MetadataDocument.With("token_endpoint", Domain + "/oauth2/token?x=1"),
        ["token endpoint with a fragment"] = MetadataDocument.With("token_endpoint", Domain + "/oauth2/token#x"),
        ["token endpoint of another scheme"] = MetadataDocument.With("token_endpoint", "file:///etc/passwd"),
        ["token endpoint without end"] = MetadataDocument.With("token_endpoint", Domain + "/" + new string('a', 3000)),
        ["authorization endpoint is a script"] = MetadataDocument.With("authorization_endpoint", "javascript:alert(1)"),
        ["authorization endpoint on another host"] = MetadataDocument.With("authorization_endpoint", "https://evil.example/"),
        ["keys on another host"] = MetadataDocument.With("jwks_uri", "https://evil.example/jwks"),
        ["userinfo on another host"] = MetadataDocument.With("userinfo_endpoint", "https://evil.example/userinfo"),
        ["userinfo is a list"] = MetadataDocument.With("userinfo_endpoint", new JsonArray(Domain + "/oauth2/userinfo")),
        ["revocation on another host"] = MetadataDocument.With("revocation_endpoint", "https://evil.example/revoke"),
        ["revocation is an object"] = MetadataDocument.With("revocation_endpoint", new JsonObject()),
    };

    public static TheoryData<string> RefusedNames => new(Refused.Keys);

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void A_document_that_leads_elsewhere_is_refused_with_its_reason(string name)
    {
        var failure = Assert.Throws<DiscoveryException>(() => Read(Refused[name]));

        Assert.False(failure.IsOutage);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Contains(name.StartsWith("issuer", StringComparison.Ordinal) ? "issuer" : FieldOf(name), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_of_WorkOS_is_read()
    {
        var metadata = Read(MetadataDocument.Of().ToJsonString());

        Assert.Equal(
            new ProviderMetadata
            {
                Issuer = Domain,
                AuthorizationEndpoint = Domain + "/oauth2/authorize",
                TokenEndpoint = Domain + "/oauth2/token",
                KeySet = Domain + "/oauth2/jwks",
                UserInfoEndpoint = Domain + "/oauth2/userinfo",
            },
            metadata);
    }

    [Fact]
    public void What_is_optional_is_read_where_it_is_there()
    {
        var document = MetadataDocument.Of();
        document["revocation_endpoint"] = Domain + "/oauth2/revoke";
        document["authorization_response_iss_parameter_supported"] = true;
        document["userinfo_endpoint"] = null;
        document["a_field_of_next_year"] = new JsonObject { ["issuer"] = "https://evil.example" };

        var metadata = Read(document.ToJsonString());

        Assert.Equal(Domain + "/oauth2/revoke", metadata.RevocationEndpoint);
        Assert.True(metadata.NamesIssuerInAnswers);
        Assert.Null(metadata.UserInfoEndpoint);
    }

    [Fact]
    public void An_endpoint_at_an_origin_that_the_app_allows_is_accepted()
    {
        var document = MetadataDocument.With("token_endpoint", "https://tokens.example:8443/token");

        Assert.Equal("https://tokens.example:8443/token", Read(document, "https://tokens.example:8443").TokenEndpoint);
        Assert.Throws<DiscoveryException>(() => Read(document, "https://tokens.example"));
    }

    [Theory]
    [InlineData("http://localhost:3000")]
    [InlineData("http://127.0.0.1:3000")]
    [InlineData("http://[::1]:3000")]
    public void An_issuer_on_this_machine_may_use_http(string domain) =>
        Assert.Equal(domain + "/oauth2/token", new ProviderMetadataReader(new Uri(domain), []).Read(Parse(MetadataDocument.Of(domain).ToJsonString())).TokenEndpoint);

    private static ProviderMetadata Read(string document, params string[] allowed) =>
        new ProviderMetadataReader(new Uri(Domain), allowed).Read(Parse(document));

    private static JsonElement Parse(string document) => JsonElement.Parse(document);

    private static string FieldOf(string name) => name switch
    {
        _ when name.StartsWith("authorization", StringComparison.Ordinal) => "authorization_endpoint",
        _ when name.StartsWith("token", StringComparison.Ordinal) => "token_endpoint",
        _ when name.StartsWith("keys", StringComparison.Ordinal) => "jwks_uri",
        _ when name.StartsWith("userinfo", StringComparison.Ordinal) => "userinfo_endpoint",
        _ => "revocation_endpoint",
    };

    [Fact]
    public void A_failure_is_described_for_the_log_without_what_an_exception_of_the_app_says()
    {
        Assert.Equal(" The metadata of the AuthKit domain cannot be used: no issuer.", DiscoveryException.DetailsOf(DiscoveryException.Unusable("no issuer")));
        Assert.Equal(
            " The AuthKit domain did not answer when its OpenID Connect metadata was fetched.",
            DiscoveryException.DetailsOf(DiscoveryException.Unavailable(new InvalidOperationException("secret-Zm9vYmFy"))));
        Assert.DoesNotContain("Zm9vYmFy", DiscoveryException.DetailsOf(new InvalidOperationException("secret-Zm9vYmFy")), StringComparison.Ordinal);
    }
}
