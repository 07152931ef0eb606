using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore.Tests.Connect;

/// <summary>The warning that a process alone knows which refresh tokens were sent.</summary>
[Trait("Room", "Connect")]
[Trait("Room", "Sessions")]
public sealed class SentTokenMemoryTests
{
    private static readonly Dictionary<string, (Action<WorkOsConnectOptions>? Options, bool UseStore, bool HasOwnStore, bool IsWarned)> Apps = new(StringComparer.Ordinal)
    {
        ["tokens in the cookie"] = (null, false, false, true),
        ["tokens in a store of the app"] = (null, false, true, true),
        ["tokens in a store of the app, not asked for"] = (static options => options.SaveTokens = false, false, true, true),
        ["tokens in the shared store"] = (null, true, false, false),
        ["no tokens kept"] = (static options => options.SaveTokens = false, false, false, false),
        ["no refresh token"] = (static options => options.Scope.Remove("offline_access"), false, false, false),
        ["a scheme that is off"] = (static options => options.Enabled = false, false, false, false),
    };

    public static TheoryData<string> AppNames => [.. Apps.Keys];

    [Theory]
    [MemberData(nameof(AppNames))]
    public async Task Start_up_warns_of_refresh_tokens_that_the_shared_store_does_not_keep(string name)
    {
        var (change, useStore, hasOwnStore, isWarned) = Apps[name];
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings
        {
            UseStore = useStore,
            Options = options =>
            {
                options.SaveTokens = true;
                options.Scope.Add("offline_access");
                change?.Invoke(options);
            },
            Services = schemes => schemes.Services.Configure<CookieAuthenticationOptions>(
                CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.SessionStore = hasOwnStore ? new StoreOfTheApp() : cookie.SessionStore),
        });

        await Assert.Single(app.Services.GetServices<IHostedService>().OfType<SentTokenMemoryCheck>()).StartAsync(CancellationToken.None);

        Assert.Equal(isWarned ? 1 : 0, app.Logs.Named("SentTokensInMemory").Count);
    }

    private sealed class StoreOfTheApp : ITicketStore
    {
        public Task<string> StoreAsync(AuthenticationTicket ticket) => Task.FromResult("key");

        public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

        public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult<AuthenticationTicket?>(null);

        public Task RemoveAsync(string key) => Task.CompletedTask;
    }
}
