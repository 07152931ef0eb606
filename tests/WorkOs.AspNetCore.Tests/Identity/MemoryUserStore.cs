using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;

namespace WorkOs.AspNetCore.Tests.Identity;

/// <summary>Users and their external logins, in memory.</summary>
public sealed class MemoryUserStore : IUserLoginStore<IdentityUser>
{
    private readonly ConcurrentDictionary<string, IdentityUser> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Provider, string Key), string> _logins = new();

    public Task AddLoginAsync(IdentityUser user, UserLoginInfo login, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(login);
        _logins[(login.LoginProvider, login.ProviderKey)] = user.Id;
        return Task.CompletedTask;
    }

    public Task<IdentityUser?> FindByLoginAsync(string loginProvider, string providerKey, CancellationToken cancellationToken) =>
        Task.FromResult(_logins.TryGetValue((loginProvider, providerKey), out var id) ? _users[id] : null);

    public Task<IList<UserLoginInfo>> GetLoginsAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        IList<UserLoginInfo> logins = [.. _logins.Where(login => login.Value == user.Id).Select(login => new UserLoginInfo(login.Key.Provider, login.Key.Key, login.Key.Provider))];
        return Task.FromResult(logins);
    }

    public Task RemoveLoginAsync(IdentityUser user, string loginProvider, string providerKey, CancellationToken cancellationToken)
    {
        _logins.TryRemove((loginProvider, providerKey), out _);
        return Task.CompletedTask;
    }

    public Task<IdentityResult> CreateAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        _users[user.Id] = user;
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<IdentityResult> UpdateAsync(IdentityUser user, CancellationToken cancellationToken) => CreateAsync(user, cancellationToken);

    public Task<IdentityResult> DeleteAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        _users.TryRemove(user.Id, out _);
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<IdentityUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(_users.GetValueOrDefault(userId));

    public Task<IdentityUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(_users.Values.FirstOrDefault(user => user.NormalizedUserName == normalizedUserName));

    public Task<string> GetUserIdAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(Checked(user).Id);

    public Task<string?> GetUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(Checked(user).UserName);

    public Task<string?> GetNormalizedUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(Checked(user).NormalizedUserName);

    public Task SetUserNameAsync(IdentityUser user, string? userName, CancellationToken cancellationToken)
    {
        Checked(user).UserName = userName;
        return Task.CompletedTask;
    }

    public Task SetNormalizedUserNameAsync(IdentityUser user, string? normalizedName, CancellationToken cancellationToken)
    {
        Checked(user).NormalizedUserName = normalizedName;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }

    private static IdentityUser Checked(IdentityUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user;
    }
}
