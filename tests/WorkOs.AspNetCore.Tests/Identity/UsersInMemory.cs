using Microsoft.AspNetCore.Identity;

namespace WorkOs.AspNetCore.Tests.Identity;

/// <summary>The least that ASP.NET Core Identity wants of a store with external logins.</summary>
internal sealed class UsersInMemory : IUserLoginStore<IdentityUser>
{
    private readonly List<(IdentityUser User, UserLoginInfo Login)> _logins = [];
    private readonly List<IdentityUser> _users = [];

    public IReadOnlyList<IdentityUser> Users => _users;

    public IReadOnlyList<(IdentityUser User, UserLoginInfo Login)> Logins => _logins;

    public Task<IdentityResult> CreateAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        _users.Add(user);
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<IdentityResult> UpdateAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public Task<IdentityResult> DeleteAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        _users.Remove(user);
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<IdentityUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Find(user => user.Id == userId);

    public Task<IdentityUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Find(user => user.NormalizedUserName == normalizedUserName);

    public Task<string> GetUserIdAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task SetUserNameAsync(IdentityUser user, string? userName, CancellationToken cancellationToken)
    {
        user.UserName = userName;
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(IdentityUser user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedUserName = normalizedName;
        return Task.CompletedTask;
    }

    public Task AddLoginAsync(IdentityUser user, UserLoginInfo login, CancellationToken cancellationToken)
    {
        _logins.Add((user, login));
        return Task.CompletedTask;
    }

    public Task RemoveLoginAsync(IdentityUser user, string loginProvider, string providerKey, CancellationToken cancellationToken)
    {
        _logins.RemoveAll(entry => entry.User == user && IsOf(entry.Login, loginProvider, providerKey));
        return Task.CompletedTask;
    }

    public Task<IList<UserLoginInfo>> GetLoginsAsync(IdentityUser user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserLoginInfo>>([.. _logins.Where(entry => entry.User == user).Select(entry => entry.Login)]);

    public Task<IdentityUser?> FindByLoginAsync(string loginProvider, string providerKey, CancellationToken cancellationToken) =>
        Task.FromResult<IdentityUser?>(_logins.FirstOrDefault(entry => IsOf(entry.Login, loginProvider, providerKey)).User);

    public void Dispose()
    {
    }

    private static bool IsOf(UserLoginInfo login, string loginProvider, string providerKey) =>
        login.LoginProvider == loginProvider && login.ProviderKey == providerKey;

    private Task<IdentityUser?> Find(Predicate<IdentityUser> match) => Task.FromResult(_users.Find(match));
}
