using System.Collections.Concurrent;
using System.Net;
using WorkOs.AspNetCore.ClusterSite;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>A person of the sandbox with a browser, and what a test knows about their session.</summary>
internal sealed class Person(string email, string user, HttpMessageHandler network, Uri site, Watch watch)
{
    private const int KeptEvents = 80;
    private const int Attempts = 20;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private static readonly (string, string)[] AsFetch = [("Sec-Fetch-Mode", "cors"), ("Accept", "application/json")];

    private readonly Browser _browser = new(network, TimeProvider.System, site);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentQueue<(long At, string Text)> _events = new();
    private volatile IReadOnlyList<BrowserCookie>? _kept;

    public string User => user;

    /// <summary>The present session.</summary>
    public SessionFate Session { get; private set; } = new("none");

    /// <summary>The organizations that the session can be in.</summary>
    public IReadOnlyList<string> Organizations { get; set; } = [WorkOsHost.FirstOrganization];

    public bool LivesOn => Session.EndBegan == long.MaxValue;

    /// <summary>What happened last, oldest first.</summary>
    public IReadOnlyList<(long At, string Text)> Events => [.. _events];

    public void Note(string text)
    {
        _events.Enqueue((TimeProvider.System.GetTimestamp(), text));
        if (_events.Count > KeptEvents)
        {
            _events.TryDequeue(out _);
        }
    }

    /// <summary>Asks who is signed in, and has the answer judged. After the end of the session, with the cookie that it had.</summary>
    public async Task<Answer> AskAsync(Machine? machine = null)
    {
        // Not while another tab signs in: the cookie is that of the next session before anybody knows its id.
        await _turn.WaitAsync();
        _turn.Release();

        var (session, organizations, kept, began) = (Session, Organizations, _kept, TimeProvider.System.GetTimestamp());
        var browser = _browser;
        if (kept is not null)
        {
            browser = new Browser(network, TimeProvider.System, site);
            foreach (var cookie in kept)
            {
                browser.Set(cookie.Name, cookie.Value, cookie.Path);
            }
        }

        var answer = await SendAsync(() => browser.GetAsync(At(machine, MachineEndpoints.Who), AsFetch));
        watch.Judge(this, session, organizations, began, answer);
        return answer;
    }

    /// <summary>Signs in, unless another tab has done so meanwhile.</summary>
    public async Task SignInAsync(SessionFate? after = null)
    {
        await _turn.WaitAsync();
        try
        {
            if (after is not null && Session != after)
            {
                return;
            }

            for (var attempt = 1; ; attempt++)
            {
                if (await TrySignInAsync() is { } who)
                {
                    (Organizations, Session) = ([WorkOsHost.FirstOrganization], new SessionFate(who.Session!));
                    Note($"signed in: {who.Session}");
                    return;
                }

                if (attempt == Attempts)
                {
                    throw new InvalidOperationException($"{email} could not sign in.");
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Opens the page of the sample that signs out.</summary>
    public async Task<SignOutForm> OpenSignOutAsync()
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await FindSignOutAsync() is { } form)
            {
                return form;
            }
        }

        throw new InvalidOperationException($"{email} finds no form to sign out.");
    }

    /// <summary>
    /// Signs out, and follows to WorkOS. Where the site cannot tell just now, the person tries again; where an answer is lost, they look whether
    /// they are signed out.
    /// </summary>
    public async Task SignOutAsync(SignOutForm? form = null)
    {
        form ??= await OpenSignOutAsync();
        BeginEnd("signs out");
        for (var attempt = 1; form is not null; attempt++)
        {
            var answer = await TryAsync(() => _browser.PostAsync("/auth/sign-out", [.. form.Fields]));
            Note($"sign-out: {answer?.Status.ToString() ?? "no answer"} {answer?.Location}");
            if (answer is { IsRedirect: true })
            {
                await TryAsync(() => _browser.GetAsync(answer.Location!));
                break;
            }

            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"{email} cannot sign out.");
            }

            if (answer is { Status: HttpStatusCode.ServiceUnavailable })
            {
                await Task.Delay(RetryAfter);
            }
            else
            {
                form = await FindSignOutAsync();
            }
        }

        Ended();
    }

    /// <summary>WorkOS ends the session and says so by a webhook, as often as it takes.</summary>
    public async Task RevokeAsync(WorkOsProcess workOs)
    {
        BeginEnd("is revoked");
        for (var attempt = 1; attempt <= Attempts && await workOs.RevokeAsync(Session.Id) is not (>= 200 and < 300); attempt++)
        {
        }

        Ended();
    }

    /// <summary>Moves the session to an organization; the status of the answer.</summary>
    public async Task<int> SwitchAsync(string organization, Machine machine)
    {
        Note($"switches to {organization} at {machine.Name}");
        var answer = await SendAsync(() => _browser.SendAsync(HttpMethod.Post, At(machine, $"{MachineEndpoints.Switch}?organization={organization}")));
        Note($"switch to {organization} at {machine.Name}: {answer.Details}");
        return int.TryParse(answer.Details.AsSpan(0, 3), out var status) ? status : 0;
    }

    private static string At(Machine? machine, string path) => machine is null ? path : new Uri(machine.Address, path).AbsoluteUri;

    private async Task<WhoIsSignedIn?> TrySignInAsync()
    {
        foreach (var cookie in _browser.Cookies)
        {
            _browser.Forget(other => other == cookie);
        }

        _kept = null;
        var next = await TryAsync(() => _browser.GetAsync($"{MachineEndpoints.SignIn}?organization={WorkOsHost.FirstOrganization}"));
        var page = next is { IsRedirect: true } ? await TryAsync(() => _browser.GetAsync(next.Location!)) : null;
        var choice = page is { IsRedirect: true } ? new Uri(new Uri(next!.Location!), page.Location).AbsoluteUri : null;
        var back = choice is not null ? await TryAsync(() => _browser.PostAsync(choice, ("person", email), ("action", "continue"))) : null;
        var landed = back is { IsRedirect: true } ? await TryAsync(() => _browser.GetAsync(back.Location!)) : null;
        if (landed is not { IsRedirect: true })
        {
            Note($"could not sign in: {(landed ?? back ?? page ?? next)?.Status} {(landed ?? back ?? page ?? next)?.Location}");
            return null;
        }

        var answer = await SendAsync(() => _browser.GetAsync(MachineEndpoints.Who, AsFetch));
        return answer.Who is { } who && who.User == user && who.Session is not null ? who : null;
    }

    private async Task<SignOutForm?> FindSignOutAsync()
    {
        var page = await TryAsync(() => _browser.GetAsync("/sign-out"));
        var form = page?.Html.QuerySelector("main form[action$='/auth/sign-out']");
        return form is null
            ? null
            : new([.. form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""))]);
    }

    private void BeginEnd(string text)
    {
        Note(text);
        _kept = _browser.Cookies;
        Session.EndBegan = TimeProvider.System.GetTimestamp();
    }

    private void Ended()
    {
        Session.Ended = TimeProvider.System.GetTimestamp();
        Note("has ended");
    }

    private static async Task<Answer> SendAsync(Func<Task<BrowserAnswer>> send)
    {
        try
        {
            return Answer.Read(await send());
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return Answer.None(exception);
        }
    }

    private static async Task<BrowserAnswer?> TryAsync(Func<Task<BrowserAnswer>> send)
    {
        try
        {
            return await send();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }
}
