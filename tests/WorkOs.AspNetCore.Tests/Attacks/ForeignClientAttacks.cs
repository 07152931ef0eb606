using WorkOs.AspNetCore.Tests.Bearer;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A token of another client of the same WorkOS environment is sent to the API.</summary>
[Trait("Room", "Bearer")]
public sealed class ForeignClientAttacks
{
    private const string Section = "Authentication:Schemes:WorkOS.Bearer:";

    public static TheoryData<string, string> Foreign
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var issuer in Issuers)
            {
                foreach (var client in new[] { "\"client_other\"", "\"CLIENT_01HXYZ\"", "\"client_01HXYZ \"", "\"client_01HXY\"", "\"\"" })
                {
                    data.Add(issuer, client);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> AcceptedIssuers => [.. Issuers];

    private static IReadOnlyList<string> Issuers => TokenValidationSettings.DefaultIssuers(TokenForge.BaseAddress, TokenForge.ClientId);

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_session_of_another_client_is_refused_under_each_issuer(string issuer, string client)
    {
        await using var api = await BearerApi.StartAsync();

        Assert.Equal(401, (await api.SendTokenAsync(TokenOf(issuer, $",\"client_id\":{client}"))).Status);
        Assert.Contains(api.Logs.Entries, line => line.Text.Contains(nameof(WorkOsTokenFailure.InvalidClient), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AcceptedIssuers))]
    public async Task A_session_of_the_client_itself_is_accepted_under_each_issuer(string issuer)
    {
        await using var api = await BearerApi.StartAsync();

        Assert.Equal(200, (await api.SendTokenAsync(TokenOf(issuer, $",\"client_id\":\"{TokenForge.ClientId}\""))).Status);
        Assert.Equal(200, (await api.SendTokenAsync(TokenOf(issuer, ""))).Status);
    }

    [Fact]
    public async Task A_remembered_token_of_the_client_lends_nothing_to_one_of_another()
    {
        await using var api = await BearerApi.StartAsync(options => options.TokenCacheSize = 10);
        var foreign = TokenOf(TokenForge.Issuer, ",\"client_id\":\"client_other\"");

        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
        Assert.Equal(401, (await api.SendTokenAsync(foreign)).Status);
        Assert.Equal(401, (await api.SendTokenAsync(foreign)).Status);
    }

    [Theory]
    [InlineData("[\"client_01HXYZ\"]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("true")]
    public async Task A_client_that_is_no_text_is_refused(string client)
    {
        await using var api = await BearerApi.StartAsync();

        Assert.Equal(401, (await api.SendTokenAsync(TokenOf(TokenForge.Issuer, $",\"client_id\":{client}"))).Status);
    }

    [Theory]
    [InlineData(TokenForge.ClientId, 200)]
    [InlineData("client_second", 200)]
    [InlineData("client_third", 200)]
    [InlineData("client_other", 401)]
    public async Task Further_clients_are_accepted_by_name(string client, int expected)
    {
        await using var api = await BearerApi.StartAsync(
            options => options.ValidClientIds.Add("client_second"),
            [new("WORKOS_CLIENT_ID", TokenForge.ClientId), new(Section + "ValidClientIds:0", "client_third")]);

        Assert.Equal(expected, (await api.SendTokenAsync(TokenOf(TokenForge.Issuer, $",\"client_id\":\"{client}\""))).Status);
    }

    [Fact]
    public async Task A_token_without_a_session_names_an_application_and_is_not_compared()
    {
        await using var api = await BearerApi.StartAsync(options => options.RequireSession = false);
        var machine = TokenForge.PayloadWith(",\"client_id\":\"client_application\"").Replace("\"sid\":\"session_01\",", "", StringComparison.Ordinal);

        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Sign(TokenForge.Header, machine))).Status);
        Assert.Equal(401, (await api.SendTokenAsync(TokenOf(TokenForge.Issuer, ",\"client_id\":\"client_application\""))).Status);
    }

    private static string TokenOf(string issuer, string more) => TokenForge.Sign(
        TokenForge.Header, TokenForge.PayloadWith(more).Replace($"\"{TokenForge.Issuer}\"", $"\"{issuer}\"", StringComparison.Ordinal));
}
