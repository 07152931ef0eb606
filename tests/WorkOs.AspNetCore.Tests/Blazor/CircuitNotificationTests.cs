using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.AuthKit;

namespace WorkOs.AspNetCore.Tests.Blazor;

/// <summary>Components render again when they are told of their user: after each change of the session, and at no other time.</summary>
[Trait("Room", "Blazor")]
public sealed class CircuitNotificationTests : AuthKitTestBase
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<string> PartsOfAClaim => ["type", "value", "issuer"];

    [Fact]
    public async Task Components_are_told_of_nothing_while_their_session_stays_as_it_is()
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        await CheckAgainAsync(circuit);
        await CheckAgainAsync(circuit);
        await EndAsync(app, circuit);

        Assert.Equal([Ada.UserId, null], circuit.Told);
    }

    [Fact]
    public async Task Components_are_told_of_a_change_once()
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        await ChangeRoleAsync(app, circuit, "value");
        await CheckAgainAsync(circuit);
        await CheckAgainAsync(circuit);
        await EndAsync(app, circuit);

        Assert.Equal([Ada.UserId, Ada.UserId, null], circuit.Told);
    }

    [Theory]
    [MemberData(nameof(PartsOfAClaim))]
    public async Task Components_are_told_of_a_claim_that_differs_in_its(string part)
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        await ChangeRoleAsync(app, circuit, part);
    }

    [Fact]
    public async Task Nothing_holds_on_to_a_circuit_that_has_ended()
    {
        var app = await StartAppAsync(TestCircuit.With());
        var browser = await app.SignInAsync("ada@acme.com");

        var ended = await RunCircuitAsync(app, browser);

        // The task that follows the session ends soon after the circuit.
        await WaitUntilAsync(() =>
        {
            GC.Collect();
            return !ended.IsAlive;
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunCircuitAsync(AuthKitApp app, Infrastructure.Browser browser)
    {
        await using var circuit = await TestCircuit.OpenAsync(app.Services, browser);
        await ChangeRoleAsync(app, circuit, "value");
        return new WeakReference(circuit.State);
    }

    private static async Task ChangeRoleAsync(AuthKitApp app, TestCircuit circuit, string part)
    {
        var ticket = SessionOf(circuit).Ticket;
        var role = ticket.Principal.FindFirst(ClaimTypes.Role)!;
        var changed = part switch
        {
            "type" => new Claim("another", role.Value, role.ValueType, role.Issuer),
            "value" => new Claim(role.Type, "owner", role.ValueType, role.Issuer),
            _ => new Claim(role.Type, role.Value, role.ValueType, "Another"),
        };
        var principal = new ClaimsPrincipal(new ClaimsIdentity(ticket.Principal.Claims.Where(claim => claim != role).Append(changed), "test"));
        var store = (DistributedTicketStore)app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(ticket.AuthenticationScheme).SessionStore!;

        await store.ReplaceAsync(
            ticket.Properties.Items[StoredTicket.KeyItem]!, new AuthenticationTicket(principal, ticket.Properties.Clone(), ticket.AuthenticationScheme), static _ => true);

        await circuit.WaitForAsync(user => user.HasClaim(claim => claim.Type == changed.Type && claim.Value == changed.Value && claim.Issuer == changed.Issuer));
    }

    /// <summary>Waits for a check of the session, which is shown by the ticket that it has read.</summary>
    private async Task CheckAgainAsync(TestCircuit circuit)
    {
        var session = SessionOf(circuit);
        var before = session.Ticket;
        Clock.Advance(Interval);
        await WaitUntilAsync(() => session.Ticket != before);
    }

    private async Task EndAsync(AuthKitApp app, TestCircuit circuit)
    {
        await app.Services.GetRequiredService<WorkOsSessions>().EndUserSessionsAsync(Ada.UserId);
        await circuit.WaitForNobodyAsync();
    }

    private static CircuitSession SessionOf(TestCircuit circuit) => ((SessionAuthenticationStateProvider)circuit.State).Session!;

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
