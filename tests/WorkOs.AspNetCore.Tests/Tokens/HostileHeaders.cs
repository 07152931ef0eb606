using static WorkOs.AspNetCore.Tests.Tokens.HostileToken;
using static WorkOs.AspNetCore.WorkOsTokenFailure;

namespace WorkOs.AspNetCore.Tests.Tokens;

/// <summary>Each of these is signed with the published key: only the header speaks against it.</summary>
internal static class HostileHeaders
{
    private const string Kid = "\"kid\":\"" + TokenForge.KeyId + "\"";

    public static IEnumerable<HostileToken> All =>
    [
        WithHeader("alg none", UnsupportedAlgorithm, $$"""{"alg":"none",{{Kid}}}"""),
        WithHeader("alg None", UnsupportedAlgorithm, $$"""{"alg":"None",{{Kid}}}"""),
        WithHeader("alg nOnE", UnsupportedAlgorithm, $$"""{"alg":"nOnE",{{Kid}}}"""),
        WithHeader("alg empty", UnsupportedAlgorithm, $$"""{"alg":"",{{Kid}}}"""),
        WithHeader("alg absent", UnsupportedAlgorithm, $$"""{{{Kid}},"typ":"JWT"}"""),
        WithHeader("alg null", UnsupportedAlgorithm, $$"""{"alg":null,{{Kid}}}"""),
        WithHeader("alg a number", UnsupportedAlgorithm, $$"""{"alg":256,{{Kid}}}"""),
        WithHeader("alg true", UnsupportedAlgorithm, $$"""{"alg":true,{{Kid}}}"""),
        WithHeader("alg an array", UnsupportedAlgorithm, $$"""{"alg":["RS256"],{{Kid}}}"""),
        WithHeader("alg an object", UnsupportedAlgorithm, $$"""{"alg":{"alg":"RS256"},{{Kid}}}"""),
        WithHeader("alg lower case", UnsupportedAlgorithm, $$"""{"alg":"rs256",{{Kid}}}"""),
        WithHeader("alg mixed case", UnsupportedAlgorithm, $$"""{"alg":"Rs256",{{Kid}}}"""),
        WithHeader("alg with a leading space", UnsupportedAlgorithm, $$"""{"alg":" RS256",{{Kid}}}"""),
        WithHeader("alg with a trailing space", UnsupportedAlgorithm, $$"""{"alg":"RS256 ",{{Kid}}}"""),
        WithHeader("alg with a trailing NUL", UnsupportedAlgorithm, $$"""{"alg":"RS256\u0000",{{Kid}}}"""),
        WithHeader("alg with an escape", UnsupportedAlgorithm, $$"""{"alg":"RS25\u0036",{{Kid}}}"""),
        WithHeader("alg in full-width letters", UnsupportedAlgorithm, $$"""{"alg":"ＲＳ２５６",{{Kid}}}"""),
        WithHeader("alg with a zero-width space", UnsupportedAlgorithm, $$"""{"alg":"RS256{{"\u200b"}}",{{Kid}}}"""),
        WithHeader("alg HS256", UnsupportedAlgorithm, $$"""{"alg":"HS256",{{Kid}}}"""),
        WithHeader("alg HS512", UnsupportedAlgorithm, $$"""{"alg":"HS512",{{Kid}}}"""),
        WithHeader("alg RS1", UnsupportedAlgorithm, $$"""{"alg":"RS1",{{Kid}}}"""),
        WithHeader("alg RS384", UnsupportedAlgorithm, $$"""{"alg":"RS384",{{Kid}}}"""),
        WithHeader("alg RS512", UnsupportedAlgorithm, $$"""{"alg":"RS512",{{Kid}}}"""),
        WithHeader("alg PS256", UnsupportedAlgorithm, $$"""{"alg":"PS256",{{Kid}}}"""),
        WithHeader("alg ES256", UnsupportedAlgorithm, $$"""{"alg":"ES256",{{Kid}}}"""),
        WithHeader("alg EdDSA", UnsupportedAlgorithm, $$"""{"alg":"EdDSA",{{Kid}}}"""),
        WithHeader("alg RSA-OAEP", UnsupportedAlgorithm, $$"""{"alg":"RSA-OAEP",{{Kid}}}"""),
        WithHeader("alg dir", UnsupportedAlgorithm, $$"""{"alg":"dir",{{Kid}}}"""),
        WithHeader("alg by its XML name", UnsupportedAlgorithm, $$"""{"alg":"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",{{Kid}}}"""),
        WithHeader("Alg instead of alg", UnsupportedAlgorithm, $$"""{"Alg":"RS256",{{Kid}}}"""),
        WithHeader("alg nested in another member", UnsupportedAlgorithm, $$"""{"x":{"alg":"RS256"},{{Kid}}}"""),

        WithHeader("alg twice, the same", DuplicateName, $$"""{"alg":"RS256","alg":"RS256",{{Kid}}}"""),
        WithHeader("alg twice, none last", DuplicateName, $$"""{"alg":"RS256","alg":"none",{{Kid}}}"""),
        WithHeader("alg twice, the second escaped", Malformed, $$"""{"alg":"RS256","\u0061lg":"none",{{Kid}}}"""),
        WithHeader("kid twice", DuplicateName, $$"""{"alg":"RS256","kid":"other",{{Kid}}}"""),
        WithHeader("typ twice", DuplicateName, $$"""{"alg":"RS256","typ":"JWT","typ":"JWT",{{Kid}}}"""),
        WithHeader("an unknown name twice", DuplicateName, $$"""{"alg":"RS256","x":1,"x":1,{{Kid}}}"""),

        WithHeader("crit", UnsupportedHeader, $$"""{"alg":"RS256","crit":["exp"],"exp":1,{{Kid}}}"""),
        WithHeader("crit empty", UnsupportedHeader, $$"""{"alg":"RS256","crit":[],{{Kid}}}"""),
        WithHeader("crit null", UnsupportedHeader, $$"""{"alg":"RS256","crit":null,{{Kid}}}"""),
        WithHeader("crit with b64", UnsupportedHeader, $$"""{"alg":"RS256","b64":false,"crit":["b64"],{{Kid}}}"""),
        WithHeader("b64 false", UnsupportedHeader, $$"""{"alg":"RS256","b64":false,{{Kid}}}"""),
        WithHeader("b64 true", UnsupportedHeader, $$"""{"alg":"RS256","b64":true,{{Kid}}}"""),
        WithHeader("zip", UnsupportedHeader, $$"""{"alg":"RS256","zip":"DEF",{{Kid}}}"""),
        WithHeader("enc", UnsupportedHeader, $$"""{"alg":"RS256","enc":"A128GCM",{{Kid}}}"""),
        WithHeader("cty JWT", UnsupportedHeader, $$"""{"alg":"RS256","cty":"JWT",{{Kid}}}"""),

        WithHeader("typ of a logout token", UnsupportedType, $$"""{"alg":"RS256","typ":"logout+jwt",{{Kid}}}"""),
        WithHeader("typ of a DPoP proof", UnsupportedType, $$"""{"alg":"RS256","typ":"dpop+jwt",{{Kid}}}"""),
        WithHeader("typ of an authorization request", UnsupportedType, $$"""{"alg":"RS256","typ":"oauth-authz-req+jwt",{{Kid}}}"""),
        WithHeader("typ JWE", UnsupportedType, $$"""{"alg":"RS256","typ":"JWE",{{Kid}}}"""),
        WithHeader("typ empty", UnsupportedType, $$"""{"alg":"RS256","typ":"",{{Kid}}}"""),
        WithHeader("typ only the prefix", UnsupportedType, $$"""{"alg":"RS256","typ":"application/",{{Kid}}}"""),
        WithHeader("typ null", UnsupportedType, $$"""{"alg":"RS256","typ":null,{{Kid}}}"""),
        WithHeader("typ an array", UnsupportedType, $$"""{"alg":"RS256","typ":["JWT"],{{Kid}}}"""),

        WithHeader("kid unknown", UnknownKey, """{"alg":"RS256","kid":"other"}"""),
        WithHeader("kid in another case", UnknownKey, $$"""{"alg":"RS256","kid":"{{TokenForge.KeyId.ToUpperInvariant()}}"}"""),
        WithHeader("kid with a path", UnknownKey, """{"alg":"RS256","kid":"../../../dev/null"}"""),
        WithHeader("kid with SQL", UnknownKey, """{"alg":"RS256","kid":"' UNION SELECT 'x"}"""),
        WithHeader("kid with a NUL behind it", Malformed, $$"""{"alg":"RS256","kid":"{{TokenForge.KeyId}}\u0000"}"""),
        WithHeader("kid very long", UnknownKey, $$"""{"alg":"RS256","kid":"{{new string('k', 5000)}}"}"""),
        WithHeader("kid empty", Malformed, """{"alg":"RS256","kid":""}"""),
        WithHeader("kid null", Malformed, """{"alg":"RS256","kid":null}"""),
        WithHeader("kid a number", Malformed, """{"alg":"RS256","kid":1}"""),
        WithHeader("kid an array", Malformed, $$"""{"alg":"RS256","kid":["{{TokenForge.KeyId}}"]}"""),

        WithHeader("header an array", Malformed, $$"""[{"alg":"RS256",{{Kid}}}]"""),
        WithHeader("header a string", Malformed, "\"RS256\""),
        WithHeader("header null", Malformed, "null"),
        WithHeader("header not JSON", Malformed, "alg=RS256"),
        WithHeader("header cut off", Malformed, $$"""{"alg":"RS256",{{Kid}}"""),
        WithHeader("header with text behind it", Malformed, TokenForge.Header + "x"),
        WithHeader("header followed by another", Malformed, TokenForge.Header + TokenForge.Header),
        WithHeader("header with a comment", Malformed, $$"""{"alg":"RS256",/* */{{Kid}}}"""),
        WithHeader("header with a trailing comma", Malformed, $$"""{"alg":"RS256",{{Kid}},}"""),
        WithHeader("header in single quotes", Malformed, "{'alg':'RS256'}"),
        WithHeader("header with a byte order mark", Malformed, "\ufeff" + TokenForge.Header),
        WithHeader("header with a NUL behind it", Malformed, TokenForge.Header + "\0"),
        WithHeader("header too deep", Malformed, $$"""{"alg":"RS256",{{Kid}},"x":{{new string('[', 40)}}{{new string(']', 40)}}}"""),
        WithHeader(
            "header with a thousand members",
            Malformed,
            $$"""{"alg":"RS256",{{Kid}},{{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"{i}\":0"))}}}"""),
    ];
}
