using static WorkOs.AspNetCore.Tests.Tokens.HostileToken;
using static WorkOs.AspNetCore.WorkOsTokenFailure;

namespace WorkOs.AspNetCore.Tests.Tokens;

/// <summary>Genuine signatures over dates that have passed, lie ahead, or are none.</summary>
internal static class HostileDates
{
    public static IEnumerable<HostileToken> All =>
    [
        WithExpiry("exp absent", MissingExpiry, ""),
        WithExpiry("exp null", Malformed, ",\"exp\":null"),
        WithExpiry("exp a string", Malformed, $",\"exp\":\"{TokenForge.Now + 300}\""),
        WithExpiry("exp an array", Malformed, $",\"exp\":[{TokenForge.Now + 300}]"),
        WithExpiry("exp true", Malformed, ",\"exp\":true"),
        WithExpiry("exp NaN", Malformed, ",\"exp\":NaN"),
        WithExpiry("exp Infinity", Malformed, ",\"exp\":Infinity"),
        WithExpiry("exp negative", Malformed, ",\"exp\":-1"),
        WithExpiry("exp minus zero", Malformed, ",\"exp\":-0"),
        WithExpiry("exp with an exponent", Malformed, ",\"exp\":2e10"),
        WithExpiry("exp with a huge exponent", Malformed, ",\"exp\":1E400"),
        WithExpiry("exp with a plus sign", Malformed, $",\"exp\":+{TokenForge.Now + 300}"),
        WithExpiry("exp with a leading zero", Malformed, $",\"exp\":0{TokenForge.Now + 300}"),
        WithExpiry("exp in hexadecimal", Malformed, ",\"exp\":0x7fffffff"),
        WithExpiry("exp beyond the year 9999", Malformed, ",\"exp\":253402300800"),
        WithExpiry("exp beyond 64 bits", Malformed, ",\"exp\":18446744073709551616"),
        WithExpiry("exp of a thousand digits", Malformed, $",\"exp\":{new string('9', 1000)}"),
        WithExpiry("exp with a fraction of a thousand digits", Malformed, $",\"exp\":{TokenForge.Now + 300}.{new string('9', 1000)}"),
        WithExpiry("exp in another case", MissingExpiry, $",\"EXP\":{TokenForge.Now + 300}"),
        WithExpiry("exp only nested", MissingExpiry, $",\"x\":{{\"exp\":{TokenForge.Now + 300}}}"),
        WithExpiry("exp zero", Expired, ",\"exp\":0"),
        WithExpiry("exp a year ago", Expired, $",\"exp\":{TokenForge.Now - 31_536_000}"),
        WithExpiry("exp just as far back as the skew", Expired, $",\"exp\":{TokenForge.Now - 30}"),
        WithExpiry("exp a fraction beyond the skew", Expired, $",\"exp\":{TokenForge.Now - 31}.999"),

        WithPayload("nbf beyond the skew", NotYetValid, TokenForge.PayloadWith($",\"nbf\":{TokenForge.Now + 31}")),
        WithPayload("nbf a fraction beyond the skew", NotYetValid, TokenForge.PayloadWith($",\"nbf\":{TokenForge.Now + 30}.001")),
        WithPayload("nbf in the year 9999", NotYetValid, TokenForge.PayloadWith(",\"nbf\":253402300799")),
        WithPayload("nbf a string", Malformed, TokenForge.PayloadWith(",\"nbf\":\"0\"")),
        WithPayload("nbf null", Malformed, TokenForge.PayloadWith(",\"nbf\":null")),
        WithPayload("nbf negative", Malformed, TokenForge.PayloadWith(",\"nbf\":-1")),
        WithIssued("iat beyond the skew", IssuedInFuture, $",\"iat\":{TokenForge.Now + 31}"),
        WithIssued("iat in the year 9999", IssuedInFuture, ",\"iat\":253402300799"),
        WithIssued("iat a string", Malformed, ",\"iat\":\"now\""),
        WithIssued("iat negative", Malformed, ",\"iat\":-1"),
        WithIssued("iat beyond the year 9999", Malformed, ",\"iat\":999999999999999999"),
        WithPayload("auth_time a string", Malformed, TokenForge.PayloadWith(",\"auth_time\":\"now\"")),
    ];

    private static HostileToken WithExpiry(string name, WorkOsTokenFailure failure, string exp) =>
        WithPayload(name, failure, $$"""{"iss":"{{TokenForge.Issuer}}","sub":"user_01"{{exp}}}""");

    private static HostileToken WithIssued(string name, WorkOsTokenFailure failure, string iat) =>
        WithPayload(name, failure, $$"""{"iss":"{{TokenForge.Issuer}}","sub":"user_01","exp":{{TokenForge.Now + 300}}{{iat}}}""");
}
