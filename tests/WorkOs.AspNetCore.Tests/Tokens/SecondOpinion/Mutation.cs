namespace WorkOs.AspNetCore.Tests.Tokens.SecondOpinion;

/// <summary>One thing that may be different about a token.</summary>
internal sealed record Mutation(string Name, Action<Draft> Apply)
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. Claims("iss", "\"https://acme.authkit.app/\"", "\"https://ACME.authkit.app\"", "\"http://acme.authkit.app\"", "\"https://other.authkit.app\"", "\"https://api.workos.com\"", "\"\"", "null", "1", "[\"https://acme.authkit.app\"]"),
        .. Claims("aud", "\"https://other.example\"", "\"https://api.example.com/mcp/\"", "\"HTTPS://api.example.com/mcp\"", "\"client_application_01\"", "\"\"", "null", "1", "[]", "[\"https://other.example\"]", "[[\"https://api.example.com/mcp\"]]", "{}"),
        new("aud of the other kind", static draft => draft.Set("aud", draft.Claims.Exists(static claim => claim.Name == "sid") ? $"\"{TokenForge.ClientId}\"" : "\"https://api.example.com/mcp\"")),
        new("aud one of several", static draft => draft.Set("aud", $"[\"https://other.example\",{draft.Claims.Find(static claim => claim.Name == "aud").Json}]")),
        .. Claims("exp", $"{TokenForge.Now - 3600}", "0", "-1", "\"soon\"", $"\"{TokenForge.Now + 300}\"", "null", "true", "1e300", "99999999999999999999", "[]"),
        new("exp far ahead", static draft => draft.Set("exp", $"{TokenForge.Now + 30_000_000}")),
        new("exp with a fraction", static draft => draft.Set("exp", $"{TokenForge.Now + 300}.5")),
        .. Claims("nbf", $"{TokenForge.Now + 3600}", "\"soon\"", "null", "-1", "1e300"),
        new("nbf past", static draft => draft.Set("nbf", $"{TokenForge.Now - 60}")),
        .. Claims("iat", $"{TokenForge.Now + 3600}", "\"now\"", "null"),
        .. Claims("sub", "\"\"", "null", "1", "{}", "\"client_application_01\""),
        .. Claims("client_id", "\"\"", "null", "1"),
        .. Claims("sid", "\"\"", "null", "\"session_01\"", "1"),
        .. Claims("act", "\"admin@example.com\"", "{}"),
        .. Claims("org_id", "[]"),
        new("a name twice", static draft => draft.Claims.Add(("plan", "1"))) { IsTwice = "plan" },
        new("iss twice", static draft => draft.Claims.Add(("iss", "\"https://evil.example\""))),
        new("iss twice, the good one last", static draft => draft.Claims.Insert(0, ("iss", "\"https://evil.example\""))),
        new("exp twice", static draft => draft.Claims.Add(("exp", $"{TokenForge.Now + 900}"))),
        new("sub twice", static draft => draft.Claims.Add(("sub", "\"user_02\""))),
        new("a template's claim", static draft => draft.Claims.Add(("plan", "{\"a\":[1,2,{\"b\":null}]}"))),
        .. Headers("alg", "\"none\"", "\"HS256\"", "\"RS384\"", "\"PS256\"", "\"ES256\"", "\"rs256\"", "\"\"", "null", "[\"RS256\"]"),
        .. Headers("kid", "\"another\"", "\"\"", "1", null),
        .. Headers("typ", "\"JWE\"", "\"dpop+jwt\"", "\"id_token\"", "1"),
        new("typ at+jwt", static draft => draft.SetHeader("typ", "\"at+jwt\"")),
        new("typ JWT", static draft => draft.SetHeader("typ", "\"JWT\"")),
        .. Headers("crit", "[\"exp\"]"),
        .. Headers("b64", "false"),
        .. Headers("zip", "\"DEF\""),
        .. Headers("cty", "\"JWT\""),
        .. Headers("enc", "\"A128GCM\""),
        new("alg twice", static draft => draft.Header.Add(("alg", "\"none\""))),
        new("a key in the header", static draft => draft.SetHeader("jwk", TokenForge.Jwk(TokenForge.StrangerKey, TokenForge.KeyId))),
        new("signed by a stranger", static draft => draft.Key = TokenForge.StrangerKey),
        new("signed by a stranger whose key is in the header", static draft =>
        {
            draft.Key = TokenForge.StrangerKey;
            draft.SetHeader("jwk", TokenForge.Jwk(TokenForge.StrangerKey, TokenForge.KeyId));
        }),
        new("signature of another token", static draft => draft.Key = null),
        new("no signature", static draft => Change(draft, static token => token[..(token.LastIndexOf('.') + 1)])),
        new("signature cut off", static draft => Change(draft, static token => token[..^4])),
        new("two parts", static draft => Change(draft, static token => token[..token.LastIndexOf('.')])),
        new("four parts", static draft => Change(draft, static token => token + ".x")),
        new("five parts", static draft => Change(draft, static token => token + ".x.y")),
        new("padding", static draft => Change(draft, static token => token + "==")),
        new("a space in it", static draft => Change(draft, static token => token.Insert(token.Length / 2, " "))),
        new("a line feed behind it", static draft => Change(draft, static token => token + "\n")),
        new("another alphabet", static draft => Change(draft, static token => token.Replace('-', '+').Replace('_', '/'))),
        new("a letter changed", static draft => Change(draft, static token => Replace(token, token.IndexOf('.', StringComparison.Ordinal) + 20))),
        new("a letter of the signature changed", static draft => Change(draft, static token => Replace(token, token.Length - 20))),
        new("claims with text behind them", static draft => draft.ChangePayload = static json => json + "x"),
        new("claims followed by others", static draft => draft.ChangePayload = static json => json + json),
        new("claims an array", static draft => draft.ChangePayload = static json => $"[{json}]"),
        new("claims cut off", static draft => draft.ChangePayload = static json => json[..^1]),
        new("claims with a comment", static draft => draft.ChangePayload = static json => json.Insert(1, "/**/")),
        new("claims with a trailing comma", static draft => draft.ChangePayload = static json => json.Insert(json.Length - 1, ",")),
        new("claims with a byte order mark", static draft => draft.ChangePayload = static json => "\ufeff" + json),
        new("claims with spaces", static draft => draft.ChangePayload = static json => $" {json} "),
        new("claims with half a surrogate pair", static draft => draft.ChangePayload = static json => json.Insert(1, "\"x\":\"\\ud800\",")),
        new("claims nested deeply", static draft => draft.ChangePayload = static json => json.Insert(1, $"\"x\":{new string('[', 40)}{new string(']', 40)},")),
    ];

    /// <summary>A claim that the draft has beside the one that is added.</summary>
    public string? IsTwice { get; init; }

    public void ApplyTo(Draft draft)
    {
        if (IsTwice is { } name)
        {
            draft.Claims.Add((name, "0"));
        }

        Apply(draft);
    }

    private static IEnumerable<Mutation> Claims(string name, params string[] values) =>
        values.Select(value => new Mutation($"{name} {value}", draft => draft.Set(name, value))).Append(new Mutation($"{name} absent", draft => draft.Set(name, null)));

    private static IEnumerable<Mutation> Headers(string name, params string?[] values) =>
        values.Select(value => new Mutation($"header {name} {value ?? "absent"}", draft => draft.SetHeader(name, value)));

    private static void Change(Draft draft, Func<string, string> change)
    {
        var before = draft.ChangeToken;
        draft.ChangeToken = token => change(before(token));
    }

    private static string Replace(string token, int at) => token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
}
