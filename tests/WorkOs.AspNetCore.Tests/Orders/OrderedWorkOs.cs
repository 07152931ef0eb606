using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>WorkOS's end of the backchannel, each of whose refreshes waits for permission. It knows one session at a time.</summary>
internal sealed class OrderedWorkOs(OrderGates gates, FakeClock clock, OrderFault fault) : HttpMessageHandler
{
    public const string User = "user_ada";
    public const string Acme = "org_acme";
    public const string Globex = "org_globex";
    public const string Initech = "org_initech";

    /// <summary>What the permissions of an organization begin with.</summary>
    public const string PermissionPrefix = "in:";

    private const string Key = "WorkOS";
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Exchange?> _refreshTokens = new(StringComparer.Ordinal);
    private OrderProgram _program = null!;
    private int _sessions;
    private bool _isEnded;
    private bool _hasLeftAcme;

    public string Session { get; private set; } = string.Empty;

    /// <summary>How often a refresh token was sent that WorkOS had exchanged, and whose answer it does not give again.</summary>
    public int SpentTwice { get; private set; }

    /// <summary>Begins a session, and returns the answer of the sign-in.</summary>
    public string Begin(OrderProgram program)
    {
        _program = program;
        _refreshTokens.Clear();
        (_isEnded, _hasLeftAcme, SpentTwice) = (false, false, 0);
        Session = $"session_{++_sessions}";
        return Issue(Acme);
    }

    public async Task EndAsync()
    {
        await gates.PassAsync("end at WorkOS", [Key], writes: true);
        _isEnded = true;
    }

    public async Task EndMembershipAsync()
    {
        await gates.PassAsync("end membership at WorkOS", [Key], writes: true);
        _hasLeftAcme = true;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath != "/user_management/authenticate")
        {
            // A sign-out that is told from the server, when the browser has long done so.
            return Answer("{}", HttpStatusCode.OK);
        }

        using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        var token = body.RootElement.GetProperty("refresh_token").GetString()!;
        var organization = body.RootElement.GetProperty("organization_id").GetString()!;
        await gates.PassAsync($"refresh in {organization}", [Key], writes: true);
        return Exchanged(token, organization);
    }

    private HttpResponseMessage Exchanged(string token, string organization)
    {
        if (_isEnded || !_refreshTokens.TryGetValue(token, out var exchange))
        {
            return Refusal("invalid_grant");
        }

        if (organization == Acme && _hasLeftAcme)
        {
            return Refusal("organization_membership_not_found");
        }

        if (exchange is null)
        {
            var answer = Issue(fault == OrderFault.AnswersForAnother ? OtherThan(organization) : organization);
            _refreshTokens[token] = new Exchange(clock.GetUtcNow(), organization, answer);
            return Answer(answer, HttpStatusCode.OK);
        }

        if (_program.Product == OrderProduct.Once || clock.GetUtcNow() - exchange.Time >= Window)
        {
            SpentTwice++;

            // Outside of AuthKit, whoever sends it a second time has stolen it.
            _isEnded |= _program.Product == OrderProduct.Once;
            return Refusal("invalid_grant");
        }

        return organization == exchange.Organization || _program.HoldsForOther ? Answer(exchange.Answer, HttpStatusCode.OK) : Refusal("invalid_grant");
    }

    private string Issue(string organization)
    {
        var refresh = $"refresh {Session} {_refreshTokens.Count}";
        _refreshTokens[refresh] = null;
        var now = clock.GetUtcNow();
        var said = fault == OrderFault.MixesOrganizations ? OtherThan(organization) : organization;
        var claims = $$"""{"iss":"https://api.workos.com","sub":"{{User}}","sid":"{{Session}}","org_id":"{{said}}","permissions":["{{PermissionPrefix}}{{said}}"],"jti":"{{refresh}}","iat":{{now.ToUnixTimeSeconds()}},"exp":{{(now + Life).ToUnixTimeSeconds()}}}""";
        var access = $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(claims)}.AAAA";
        return $$"""{"user":{"id":"{{User}}","email":"ada@acme.com"},"organization_id":"{{organization}}","access_token":"{{access}}","refresh_token":"{{refresh}}"}""";
    }

    private static string OtherThan(string organization) => organization == Acme ? Globex : Acme;

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static HttpResponseMessage Refusal(string code) => Answer($$"""{"error":"{{code}}"}""", HttpStatusCode.BadRequest);

    private static HttpResponseMessage Answer(string json, HttpStatusCode status) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private sealed record Exchange(DateTimeOffset Time, string Organization, string Answer);
}
