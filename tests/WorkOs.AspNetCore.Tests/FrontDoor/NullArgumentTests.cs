using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.AuthKit;

namespace WorkOs.AspNetCore.Tests.FrontDoor;

/// <summary>What an app may not leave out is named at once, and not by an exception from further inside.</summary>
[Trait("Room", "FrontDoor")]
[Trait("Room", "AuthKit")]
[Trait("Room", "Remote")]
[Trait("Room", "Sessions")]
[Trait("Room", "Sso")]
public sealed class NullArgumentTests : AuthKitTestBase
{
    private static readonly DefaultHttpContext Context = new();
    private static readonly AuthenticationScheme Scheme = new("WorkOS", displayName: null, typeof(IAuthenticationHandler));

    public static TheoryData<string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (var call in Calls.Keys)
            {
                names.Add(call, call.Split(' ')[^1]);
            }

            return names;
        }
    }

    private static Dictionary<string, Func<IServiceProvider, Task>> Calls { get; } = new(StringComparer.Ordinal)
    {
        ["GetAccessTokenAsync without context"] = services => Sessions(services).GetAccessTokenAsync(null!),
        ["GetAccessTokenAsync without authenticationScheme"] = services => Sessions(services).GetAccessTokenAsync(Context, null!),
        ["SwitchOrganizationAsync without context"] = services => Sessions(services).SwitchOrganizationAsync(null!, "org_1"),
        ["SwitchOrganizationAsync without organizationId"] = services => Sessions(services).SwitchOrganizationAsync(Context, null!),
        ["SwitchOrganizationAsync with an empty organizationId"] = services => Sessions(services).SwitchOrganizationAsync(Context, string.Empty),
        ["SwitchOrganizationAsync without authenticationScheme"] = services => Sessions(services).SwitchOrganizationAsync(Context, "org_1", null!),
        ["GetSessionsAsync without context"] = services => Sessions(services).GetSessionsAsync(null!),
        ["GetSessionsAsync without authenticationScheme"] = services => Sessions(services).GetSessionsAsync(Context, null!),
        ["RevokeSessionAsync without context"] = services => Sessions(services).RevokeSessionAsync(null!, "session_1"),
        ["RevokeSessionAsync without sessionId"] = services => Sessions(services).RevokeSessionAsync(Context, null!),
        ["RevokeSessionAsync with an empty sessionId"] = services => Sessions(services).RevokeSessionAsync(Context, string.Empty),
        ["RevokeSessionAsync without authenticationScheme"] = services => Sessions(services).RevokeSessionAsync(Context, "session_1", null!),
        ["RevokeOtherSessionsAsync without context"] = services => Sessions(services).RevokeOtherSessionsAsync(null!),
        ["RevokeOtherSessionsAsync without authenticationScheme"] = services => Sessions(services).RevokeOtherSessionsAsync(Context, null!),
        ["EndSessionAsync without sessionId"] = services => Sessions(services).EndSessionAsync(null!),
        ["EndSessionAsync with an empty sessionId"] = services => Sessions(services).EndSessionAsync(string.Empty),
        ["EndSessionAsync without authenticationScheme"] = services => Sessions(services).EndSessionAsync("session_1", null!),
        ["EndUserSessionsAsync without userId"] = services => Sessions(services).EndUserSessionsAsync(null!),
        ["EndUserSessionsAsync with an empty userId"] = services => Sessions(services).EndUserSessionsAsync(string.Empty),
        ["EndUserSessionsAsync without authenticationScheme"] = services => Sessions(services).EndUserSessionsAsync("user_1", null!),
        ["WorkOsAccessToken.Success without value"] = _ => Run(() => WorkOsAccessToken.Success(null!, DateTimeOffset.MaxValue)),
        ["WorkOsAccessToken.Success with an empty value"] = _ => Run(() => WorkOsAccessToken.Success(string.Empty, DateTimeOffset.MaxValue)),
        ["GetChoices without context"] = services => Run(() => Selection(services).GetChoices(null!)),
        ["SelectAsync without context"] = services => Selection(services).SelectAsync(null!, "org_1"),
        ["SelectAsync without organizationId"] = services => Selection(services).SelectAsync(Context, null!),
        ["ForEmail without email"] = _ => Run(() => WorkOsChallengeProperties.ForEmail(null!)),
        ["FindOrganizationAsync without context"] = services => services.GetRequiredService<WorkOsOrganizationResolver>().FindOrganizationAsync(null!).AsTask(),
        ["WorkOsOrganizationContext without scheme"] = _ => Run(() => new WorkOsOrganizationContext(null!, "acme.com", Context)),
        ["WorkOsOrganizationContext without domain"] = _ => Run(() => new WorkOsOrganizationContext(Scheme, null!, Context)),
        ["WorkOsOrganizationContext without httpContext"] = _ => Run(() => new WorkOsOrganizationContext(Scheme, "acme.com", null!)),
        ["WorkOsAccountSwitch.FromRequest without context"] = _ => Run(() => WorkOsAccountSwitch.FromRequest(null!)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_missing_is_named(string call, string parameter)
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Services = services => services.AddAuthentication().AddWorkOs(options =>
            {
                options.ClientId = WorkOs.ClientId;
                options.ApiKey = WorkOs.ApiKey;
            }),
        });
        await using var scope = app.Services.CreateAsyncScope();

        var exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => Calls[call](scope.ServiceProvider));

        Assert.Equal(parameter, exception.ParamName);
    }

    private static WorkOsSessions Sessions(IServiceProvider services) => services.GetRequiredService<WorkOsSessions>();

    private static WorkOsAuthKitOrganizationSelection Selection(IServiceProvider services) => services.GetRequiredService<WorkOsAuthKitOrganizationSelection>();

    private static Task Run(Func<object?> call)
    {
        call();
        return Task.CompletedTask;
    }
}
