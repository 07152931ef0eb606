using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Tests.Tokens;
using static WorkOs.AspNetCore.WorkOsTokenFailure;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>Tokens with a genuine signature that an API of an AuthKit domain must refuse, each for its reason.</summary>
internal static class HostileConnectTokens
{
    public static IReadOnlyDictionary<string, (string Token, WorkOsTokenFailure Failure)> All { get; } =
        new Dictionary<string, (string, WorkOsTokenFailure)>(StringComparer.Ordinal)
        {
            ["issuer with a slash behind it"] = (User("iss", ConnectForge.Domain + "/"), InvalidIssuer),
            ["issuer in another case"] = (User("iss", "https://ACME.authkit.app"), InvalidIssuer),
            ["issuer over http"] = (User("iss", "http://acme.authkit.app"), InvalidIssuer),
            ["issuer with a port"] = (User("iss", "https://acme.authkit.app:443"), InvalidIssuer),
            ["issuer with a path"] = (User("iss", ConnectForge.Domain + "/oauth2"), InvalidIssuer),
            ["issuer of another domain"] = (User("iss", "https://other.authkit.app"), InvalidIssuer),
            ["issuer of a domain below"] = (User("iss", "https://x.acme.authkit.app"), InvalidIssuer),
            ["issuer of sessions"] = (User("iss", TokenForge.Issuer), InvalidIssuer),
            ["issuer of single sign-on"] = (User("iss", TokenForge.BaseAddress), InvalidIssuer),
            ["issuer absent"] = (User("iss", null), InvalidIssuer),

            ["audience with a slash behind it"] = (User("aud", ConnectForge.Resource + "/"), InvalidAudience),
            ["audience in another case"] = (User("aud", "https://API.example.com/mcp"), InvalidAudience),
            ["audience of another path"] = (User("aud", "https://api.example.com/mcp2"), InvalidAudience),
            ["audience of the origin"] = (User("aud", "https://api.example.com"), InvalidAudience),
            ["audience over http"] = (User("aud", "http://api.example.com/mcp"), InvalidAudience),
            ["audience of another API"] = (User("aud", "https://other.example"), InvalidAudience),
            ["audience that begins with a space"] = (User("aud", " " + ConnectForge.Resource), InvalidAudience),
            ["audience of machines at a user's token"] = (User("aud", TokenForge.ClientId), InvalidAudience),
            ["audience of the application"] = (User("aud", ConnectForge.Application), InvalidAudience),
            ["audience empty"] = (User("aud", ""), InvalidAudience),
            ["audience absent"] = (User("aud", null), InvalidAudience),
            ["audience an empty list"] = (User("aud", new JsonArray()), InvalidAudience),
            ["audiences of others"] = (User("aud", new JsonArray("https://other.example", TokenForge.ClientId)), InvalidAudience),
            ["audience a list in a list"] = (User("aud", new JsonArray(new JsonArray(ConnectForge.Resource))), Malformed),
            ["audience an object"] = (User("aud", new JsonObject { ["0"] = ConnectForge.Resource }), Malformed),

            ["application absent"] = (User("client_id", null), MissingClient),
            ["application empty"] = (User("client_id", ""), MissingClient),
            ["application a number"] = (User("client_id", 1), Malformed),
            ["application a list"] = (User("client_id", new JsonArray(ConnectForge.Application)), Malformed),
            ["consent absent"] = (User("sid", null), MissingSession),
            ["consent empty"] = (User("sid", ""), MissingSession),
            ["consent that is a session"] = (User("sid", "session_01"), UnknownKind),
            ["consent that is a session in another case"] = (User("sid", "SESSION_01"), UnknownKind),
            ["subject absent"] = (User("sub", null), MissingSubject),
            ["subject empty"] = (User("sub", ""), MissingSubject),
            ["subject an application with a consent"] = (User("sub", ConnectForge.Application), UnknownKind),
            ["expiry absent"] = (User("exp", null), MissingExpiry),
            ["expired"] = (User("exp", TokenForge.Now - 30), Expired),
            ["not yet valid"] = (User("nbf", TokenForge.Now + 31), NotYetValid),
            ["issued in the future"] = (User("iat", TokenForge.Now + 31), IssuedInFuture),

            ["machine with the audience of users"] = (Machine("aud", ConnectForge.Resource), InvalidAudience),
            ["machine with its own audience"] = (Machine("aud", ConnectForge.Machine), InvalidAudience),
            ["machine of another environment"] = (Machine("aud", "client_other"), InvalidAudience),
            ["machine without an audience"] = (Machine("aud", null), InvalidAudience),
            ["machine without an application"] = (Machine("client_id", null), MissingClient),
            ["machine that is another application"] = (Machine("sub", "client_other"), MissingSession),
            ["machine in another case"] = (Machine("sub", ConnectForge.Machine.ToUpperInvariant()), MissingSession),
            ["machine with a consent"] = (Machine("sid", "app_consent_01"), UnknownKind),
            ["machine with a session"] = (Machine("sid", "session_01"), UnknownKind),
            ["machine of another domain"] = (Machine("iss", "https://other.authkit.app"), InvalidIssuer),
            ["machine expired"] = (Machine("exp", TokenForge.Now - 30), Expired),

            ["ID token"] = (ConnectForge.IdToken(), MissingClient),
            ["ID token for the resource"] = (ConnectForge.IdToken(static claims => claims["aud"] = ConnectForge.Resource), MissingClient),
            ["ID token for the environment"] = (ConnectForge.IdToken(static claims => claims["aud"] = TokenForge.ClientId), MissingClient),
            ["ID token with a consent"] = (ConnectForge.IdToken(static claims => (claims["aud"], claims["sid"]) = (ConnectForge.Resource, "app_consent_01")), MissingClient),
            ["session's token"] = (ConnectForge.Session(), InvalidIssuer),
            ["session's token of the domain"] = (ConnectForge.Session(static claims => claims["iss"] = ConnectForge.Domain), UnknownKind),
            ["session's token of the domain for the resource"] = (ConnectForge.Session(static claims => (claims["iss"], claims["aud"]) = (ConnectForge.Domain, ConnectForge.Resource)), UnknownKind),
            ["single sign-on's token"] = (ConnectForge.SingleSignOn(), InvalidIssuer),
            ["single sign-on's token of the domain"] = (ConnectForge.SingleSignOn(static claims => claims["iss"] = ConnectForge.Domain), MissingClient),
            ["another key"] = (ConnectForge.Sign(ConnectForge.UserClaims(), key: TokenForge.StrangerKey), InvalidSignature),
        };

    private static string User(string name, JsonNode? value) => ConnectForge.User(claims => Set(claims, name, value));

    private static string Machine(string name, JsonNode? value) => ConnectForge.MachineToken(claims => Set(claims, name, value));

    private static void Set(JsonObject claims, string name, JsonNode? value)
    {
        claims.Remove(name);
        if (value is not null)
        {
            claims[name] = value;
        }
    }
}
