using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Somebody whose administrator gave them the address of another company's user, at an app that finds accounts by their address.</summary>
[Trait("Room", "Sso")]
public sealed class BorrowedAddressTests(BorrowedAddressTests.Shared shared) : IClassFixture<BorrowedAddressTests.Shared>
{
    private static readonly Claim OfAcme = new(WorkOsClaimTypes.OrganizationId, "org_acme");
    private static readonly Claim OfEvil = new(WorkOsClaimTypes.OrganizationId, "org_evil");
    private static readonly Claim Ada = new(ClaimTypes.Email, "ada@acme.com");

    private static readonly Dictionary<string, (Claim[] User, (string, string, string?)[] Organizations, bool Owns)> Cases = new(StringComparer.Ordinal)
    {
        ["the organization has verified the domain"] = ([OfAcme, Ada], [("org_acme", "acme.com", "verified")], true),
        ["the address in another case"] = ([OfAcme, new(ClaimTypes.Email, "Ada@ACME.com")], [("org_acme", "acme.com", "verified")], true),
        ["another organization has verified it"] = ([OfEvil, Ada], [("org_acme", "acme.com", "verified")], false),
        ["the organization only lists it"] = ([OfEvil, Ada], [("org_evil", "acme.com", "pending")], false),
        ["the organization lists it, another has verified it"] = ([OfEvil, Ada], [("org_evil", "acme.com", "failed"), ("org_acme", "acme.com", "verified")], false),
        ["both have verified it"] = ([OfEvil, Ada], [("org_evil", "acme.com", "verified"), ("org_acme", "acme.com", "verified")], false),
        ["nobody has verified it"] = ([OfAcme, Ada], [], false),
        ["a subdomain of a verified domain"] = ([OfAcme, new(ClaimTypes.Email, "ada@evil.acme.com")], [("org_acme", "acme.com", "verified")], false),
        ["two addresses"] = ([OfAcme, Ada, new(ClaimTypes.Email, "bob@acme.com")], [("org_acme", "acme.com", "verified")], false),
        ["two organizations"] = ([OfAcme, OfEvil, Ada], [("org_acme", "acme.com", "verified")], false),
        ["no organization, as with a provider"] = ([Ada], [("org_acme", "acme.com", "verified")], false),
        ["no address"] = ([OfAcme], [("org_acme", "acme.com", "verified")], false),
        ["an address with two @"] = ([OfAcme, new(ClaimTypes.Email, "ada@other.com@acme.com")], [("org_acme", "acme.com", "verified")], false),
        ["an address with a line break"] = ([OfAcme, new(ClaimTypes.Email, "ada\n@acme.com")], [("org_acme", "acme.com", "verified")], false),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_address_counts_only_where_the_organization_alone_has_verified_its_domain(string name)
    {
        var (user, organizations, owns) = Cases[name];
        var app = shared.ForNextRow();
        app.WorkOs.OnOrganizations = (_, _) => Task.FromResult(OrganizationList.Of(organizations));

        Assert.Equal(owns, await AskAsync(app, user));
    }

    [Fact]
    public async Task The_apps_own_table_counts_as_verified()
    {
        await using var app = await TestApp.StartAsync(options => options.Domains["acme.com"] = "org_acme");

        Assert.True(await AskAsync(app, OfAcme, Ada));
        Assert.False(await AskAsync(app, OfEvil, Ada));
        Assert.Empty(app.WorkOs.Requests);
    }

    [Fact]
    public async Task An_outage_of_WorkOS_is_a_failure_and_no_answer()
    {
        var app = shared.ForNextRow();
        app.WorkOs.OnOrganizations = (_, _) => Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable));

        var failure = await Assert.ThrowsAsync<WorkOsAuthenticationException>(() => AskAsync(app, OfAcme, Ada));

        Assert.Equal(WorkOsFailureCodes.OrganizationLookupFailed, failure.Code);
    }

    [Theory]
    [InlineData("Cookies")]
    [InlineData("Nothing")]
    public async Task Only_a_scheme_of_single_sign_on_can_ask(string scheme)
    {
        var app = shared.ForNextRow();

        await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(app, [OfAcme, Ada], scheme));
    }

    [Theory]
    [InlineData("the caller")]
    [InlineData("the browser")]
    public async Task Whoever_stops_waiting_gets_no_answer(string who)
    {
        var app = shared.ForNextRow();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        app.WorkOs.OnOrganizations = (_, _) => answer.Task;
        using var leaving = new CancellationTokenSource();
        var (caller, browser) = who == "the caller" ? (leaving.Token, CancellationToken.None) : (CancellationToken.None, leaving.Token);

        var asked = AskAsync(app, [OfAcme, Ada], WorkOsDefaults.AuthenticationScheme, caller, browser);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        answer.SetResult(OrganizationList.Of());
    }

    private static Task<bool> AskAsync(TestApp app, params Claim[] user) => AskAsync(app, user, WorkOsDefaults.AuthenticationScheme);

    private static async Task<bool> AskAsync(
        TestApp app, Claim[] user, string scheme, CancellationToken cancellationToken = default, CancellationToken requestAborted = default)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = requestAborted };
        var resolver = scope.ServiceProvider.GetRequiredService<IWorkOsOrganizationResolver>();
        return await resolver.OwnsEmailDomainAsync(context, new ClaimsPrincipal(new ClaimsIdentity(user, "WorkOS")), scheme, cancellationToken);
    }

    public sealed class Shared : SharedTestApp;
}
