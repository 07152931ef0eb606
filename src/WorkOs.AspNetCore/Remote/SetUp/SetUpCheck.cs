using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore;

/// <summary>
/// Checks the set-up of the whole app, once it has started and its endpoints are known: a page without an endpoint, endpoints that are not mapped
/// or mapped twice, a cookie that browsers do not send, variables that nothing reads. Validation of options cannot find these mistakes.
/// </summary>
internal sealed class SetUpCheck(
    IEnumerable<RemoteScheme> remoteSchemes,
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies,
    IConfiguration configuration,
    MistakeLog mistakes,
    IServiceProvider services) : IHostedLifecycleService
{
    public static void Add(IServiceCollection services, string scheme, Func<IServiceProvider, WorkOsRemoteOptions> findOptions)
    {
        services.AddSingleton(new RemoteScheme(scheme, findOptions));
        services.TryAddSingleton<MistakeLog>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SetUpCheck>());
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="InvalidOperationException">Sign-in and sign-out endpoints are mapped twice at one path.</exception>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var enabled = remoteSchemes
            .Select(scheme => (scheme.Name, Options: scheme.FindOptions(services)))
            .Where(static scheme => scheme.Options.Enabled)
            .ToList();
        foreach (var (name, options) in enabled)
        {
            await CheckCookieAsync(name, options);
        }

        if (enabled is not [var (first, _), ..])
        {
            return;
        }

        foreach (var mistake in UnreadVariables.Find(configuration, [.. enabled.Select(static scheme => scheme.Options)]))
        {
            mistakes.ReportEach(first, mistake);
        }

        var endpoints = AppEndpoints.Of(services);
        if (endpoints.AreKnown)
        {
            RequireOneSignOut(endpoints);
            CheckMapped(endpoints);
        }

        foreach (var (name, options) in enabled)
        {
            options.MissingPages = [.. FindMissing(options, endpoints), .. name == first ? await FindMissingChallengePageAsync(name, endpoints) : []];
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void RequireOneSignOut(AppEndpoints endpoints)
    {
        if (endpoints.TwiceMappedSignOut is { } path)
        {
            throw new InvalidOperationException(
                $"The sign-in and sign-out endpoints of two schemes are mapped at one path ('{path}'), so that no request for them could be answered: map both schemes on the same app or group, which then share the endpoints, or give one of them a group with a path of its own, such as app.MapGroup(\"/authkit\").MapWorkOsAuthKit().");
        }
    }

    private static IEnumerable<MissingPage> FindMissing(WorkOsRemoteOptions options, AppEndpoints endpoints)
    {
        return Find("sign_in_page_missing", nameof(options.SignInPath), options.SignInPath, "users who must sign in see no page")
            .Concat(Find("error_page_missing", nameof(options.ErrorPath), options.ErrorPath, "users who cannot sign in see no page"))
            .Concat(Find("account_switch_page_missing", nameof(options.AccountSwitchPath), options.AccountSwitchPath, "users who are asked there see no page"));

        IEnumerable<MissingPage> Find(string kind, string option, PathString path, string consequence) => path.HasValue && !endpoints.Answer(path)
            ? [new(path, new(kind, $"{option} is '{path}', but neither an endpoint of the app nor its middleware answers GET requests there, so that {consequence}: map a page at that path, or correct the option"))]
            : [];
    }

    private void CheckMapped(AppEndpoints endpoints)
    {
        if (services.GetService<SoleAuthentication>() is { } sole && !endpoints.HaveSignOut)
        {
            mistakes.Report(sole.ChallengeScheme, new(
                "endpoints_not_mapped",
                "no sign-in and sign-out endpoints are mapped, so that links to /auth/sign-in and forms to /auth/sign-out get 404, and sign-ins cannot start at an identity provider: call app.MapWorkOs(), MapWorkOsAuthKit() or MapWorkOsConnect()"));
        }
    }

    private async Task<IEnumerable<MissingPage>> FindMissingChallengePageAsync(string scheme, AppEndpoints endpoints) =>
        await schemes.GetDefaultChallengeSchemeAsync() is { } challenge
        && challenge.HandlerType == typeof(CookieAuthenticationHandler)
        && cookies.Get(challenge.Name).LoginPath is { HasValue: true } page
        && !endpoints.Answer(page)
            ? [new(page, new(
                "challenge_page_missing",
                $"the default challenge is the cookie scheme '{challenge.Name}', which redirects to '{page}', but neither an endpoint of the app nor its middleware answers there: make '{scheme}' the DefaultChallengeScheme in AddAuthentication, or set LoginPath of the cookie to a page of the app"))]
            : [];

    private async Task CheckCookieAsync(string scheme, WorkOsRemoteOptions options)
    {
        if (options.SignInScheme is { } name
            && await schemes.GetSchemeAsync(name) is { } cookieScheme
            && cookieScheme.HandlerType == typeof(CookieAuthenticationHandler)
            && cookies.Get(name).Cookie.SameSite == SameSiteMode.Strict)
        {
            mistakes.Report(scheme, SessionCookieMistakes.Strict(name));
        }
    }
}
