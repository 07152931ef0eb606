using static WorkOs.AspNetCore.Tests.Tokens.HostileToken;
using static WorkOs.AspNetCore.WorkOsTokenFailure;

namespace WorkOs.AspNetCore.Tests.Tokens;

/// <summary>Genuine signatures over claims that don't hold.</summary>
internal static class HostileClaims
{
    private static readonly string Exp = $"\"exp\":{TokenForge.Now + 300}";

    public static IEnumerable<HostileToken> All =>
    [
        WithPayload("claims an array", Malformed, $"[{TokenForge.Payload}]"),
        WithPayload("claims a string", Malformed, "\"user_01\""),
        WithPayload("claims null", Malformed, "null"),
        WithPayload("claims empty", InvalidIssuer, "{}"),
        WithPayload("claims not JSON", Malformed, "sub=user_01"),
        WithPayload("claims cut off", Malformed, TokenForge.Payload[..^1]),
        WithPayload("claims with text behind them", Malformed, TokenForge.Payload + "x"),
        WithPayload("claims followed by others", Malformed, TokenForge.Payload + TokenForge.Payload),
        WithPayload("claims with a trailing comma", Malformed, TokenForge.PayloadWith(",")),
        WithPayload("claims with a comment", Malformed, TokenForge.PayloadWith("/* */")),
        WithPayload("claims with a byte order mark", Malformed, "\ufeff" + TokenForge.Payload),
        WithPayload("claims with a raw line feed in a string", Malformed, TokenForge.PayloadWith(",\"x\":\"\n\"")),
        WithPayload("claims with half a surrogate pair", Malformed, TokenForge.PayloadWith(""","x":"\ud800" """)),
        WithPayload("a name with half a surrogate pair", Malformed, TokenForge.PayloadWith(""","\udc00":"x" """)),
        WithPayload("claims too deep", Malformed, TokenForge.PayloadWith($",\"x\":{new string('[', 200)}{new string(']', 200)}")),

        WithPayload("iss twice", DuplicateName, TokenForge.PayloadWith($",\"iss\":\"{TokenForge.Issuer}\"")),
        WithPayload("sub twice", DuplicateName, TokenForge.PayloadWith(""","sub":"user_02" """)),
        WithPayload("sub twice, the second escaped", DuplicateName, TokenForge.PayloadWith(""","s\u0075b":"user_02" """)),
        WithPayload("exp twice", DuplicateName, TokenForge.PayloadWith(""","exp":99999999999""")),
        WithPayload("a template's claim twice", DuplicateName, TokenForge.PayloadWith(""","plan":"free","plan":"pro" """)),
        WithPayload("a template's claim twice, once escaped", DuplicateName, TokenForge.PayloadWith(""","plan":"free","pl\u0061n":"pro" """)),

        WithPayload("iss absent", InvalidIssuer, $$"""{"sub":"user_01",{{Exp}}}"""),
        WithPayload("iss empty", InvalidIssuer, $$"""{"iss":"","sub":"user_01",{{Exp}}}"""),
        WithPayload("iss null", Malformed, $$"""{"iss":null,"sub":"user_01",{{Exp}}}"""),
        WithPayload("iss a number", Malformed, $$"""{"iss":1,"sub":"user_01",{{Exp}}}"""),
        WithPayload("iss an array", Malformed, $$"""{"iss":["{{TokenForge.Issuer}}"],"sub":"user_01",{{Exp}}}"""),
        WithPayload("iss of another client", InvalidIssuer, WithIssuer("https://api.workos.com/user_management/client_02")),
        WithPayload("iss with more behind it", InvalidIssuer, WithIssuer(TokenForge.Issuer + "/x")),
        WithPayload("iss with a slash behind the client", InvalidIssuer, WithIssuer(TokenForge.Issuer + "/")),
        WithPayload("iss with two slashes", InvalidIssuer, WithIssuer("https://api.workos.com//")),
        WithPayload("iss over http", InvalidIssuer, WithIssuer("http://api.workos.com")),
        WithPayload("iss in another case", InvalidIssuer, WithIssuer("https://API.workos.com")),
        WithPayload("iss a host that starts the same", InvalidIssuer, WithIssuer("https://api.workos.com.evil.example")),
        WithPayload("iss a host that looks the same", InvalidIssuer, WithIssuer("https://api.wоrkos.com")),
        WithPayload("iss with a space behind it", InvalidIssuer, WithIssuer("https://api.workos.com ")),
        WithPayload("iss of the staging service", InvalidIssuer, WithIssuer("https://api.workos-test.com")),

        WithPayload("sub absent", MissingSubject, $$"""{"iss":"{{TokenForge.Issuer}}",{{Exp}}}"""),
        WithPayload("sub empty", MissingSubject, $$"""{"iss":"{{TokenForge.Issuer}}","sub":"",{{Exp}}}"""),
        WithPayload("sub null", Malformed, $$"""{"iss":"{{TokenForge.Issuer}}","sub":null,{{Exp}}}"""),
        WithPayload("sub a number", Malformed, $$"""{"iss":"{{TokenForge.Issuer}}","sub":1,{{Exp}}}"""),
        WithPayload("sub an object", Malformed, $$"""{"iss":"{{TokenForge.Issuer}}","sub":{"id":"user_01"},{{Exp}}}"""),
        WithPayload("sid absent", MissingSession, $$"""{"iss":"{{TokenForge.Issuer}}","sub":"user_01",{{Exp}}}"""),
        WithPayload("sid empty", MissingSession, $$"""{"iss":"{{TokenForge.Issuer}}","sub":"user_01","sid":"",{{Exp}}}"""),
        WithPayload("sub in another case", MissingSubject, $$"""{"iss":"{{TokenForge.Issuer}}","Sub":"user_01",{{Exp}}}"""),

        WithPayload("aud a number", Malformed, TokenForge.PayloadWith(""","aud":1""")),
        WithPayload("aud null", Malformed, TokenForge.PayloadWith(""","aud":null""")),
        WithPayload("aud an object", Malformed, TokenForge.PayloadWith(""","aud":{}""")),
        WithPayload("aud with a number among strings", Malformed, TokenForge.PayloadWith(""","aud":["a",1]""")),
        WithPayload("aud an array in an array", Malformed, TokenForge.PayloadWith(""","aud":[["a"]]""")),

        WithPayload("sid a number", Malformed, $$"""{"iss":"{{TokenForge.Issuer}}","sub":"user_01","sid":1,{{Exp}}}"""),
        WithPayload("org_id an array", Malformed, $$"""{"iss":"{{TokenForge.Issuer}}","sub":"user_01","org_id":["org_01"],{{Exp}}}"""),
        WithPayload("act a string", Malformed, TokenForge.PayloadWith(""","act":"admin@example.com" """)),
        WithPayload("act without sub", Malformed, TokenForge.PayloadWith(""","act":{}""")),
        WithPayload("act with an empty sub", Malformed, TokenForge.PayloadWith(""","act":{"sub":""}""")),
        WithPayload("act with a number as sub", Malformed, TokenForge.PayloadWith(""","act":{"sub":1}""")),
        WithPayload("act with sub twice", Malformed, TokenForge.PayloadWith(""","act":{"sub":"a","sub":"b"}""")),
    ];

    private static string WithIssuer(string issuer) => $$"""{"iss":"{{issuer}}","sub":"user_01",{{Exp}}}""";
}
