namespace WorkOs.AspNetCore;

/// <summary>
/// The default <see cref="IWorkOsOrganizationResolver"/>: uses <see cref="WorkOsOptions.Domains"/>, and then WorkOS, whose answers it caches for a
/// short time. The app's own resolver can receive this class by dependency injection, and call it for domains that are not in the app's records.
/// </summary>
public sealed class WorkOsOrganizationResolver : IWorkOsOrganizationResolver
{
    /// <summary>The number of calls that a scheme makes in a minute. They are limited because any client can submit any domain.</summary>
    internal const int CallsPerMinute = 120;

    /// <summary>The number of concurrent calls of a scheme.</summary>
    internal const int CallsAtOnce = 8;

    private readonly IOptionsMonitor<WorkOsOptions> _options;
    private readonly ILogger<WorkOsOrganizationResolver> _logger;
    private readonly LookupCache<DomainOwner> _answers;
    private readonly CallBudget _budget;
    private readonly CallSlots _slots;

    internal WorkOsOrganizationResolver(IOptionsMonitor<WorkOsOptions> options, TimeProvider time, ILogger<WorkOsOrganizationResolver> logger)
    {
        _options = options;
        _logger = logger;
        _answers = new(time, static answer => answer.Lifetime);
        _budget = new(CallsPerMinute, time);
        _slots = new(CallsAtOnce, time);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    /// <exception cref="WorkOsAuthenticationException">
    /// Several organizations have verified the domain, or the owner of the domain cannot be determined.
    /// </exception>
    public async ValueTask<string?> FindOrganizationAsync(WorkOsOrganizationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (domain, name) = (context.Domain, context.Scheme.Name);
        var scheme = _options.Get(name);
        if (scheme.Domains.TryGetValue(domain, out var configured))
        {
            return configured;
        }

        DomainOwner owner;
        try
        {
            owner = await _answers.GetAsync((name, domain), Start, context.CancellationToken);
        }
        catch (CallBudgetException)
        {
            throw LookupFailed("WorkOS was not asked, because too many domains were asked for within a minute.");
        }

        if (owner == DomainOwner.Several)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.AmbiguousConnectionSelector,
                "Several organizations have verified the domain: map it to one in the Domains option, or register an IWorkOsOrganizationResolver.")
            {
                IsClientCaused = true,
            };
        }

        return owner == DomainOwner.Undetermined
            ? throw LookupFailed("More organizations list the domain than are read: map it to one in the Domains option, or register an IWorkOsOrganizationResolver.")
            : owner.Organization;

        // Runs in a separate task, so that its synchronous part does not delay other lookups.
        Task<DomainOwner> Start() => _budget.TryTake(name)
            ? Task.Run(() => LookUpAsync(scheme, name, domain))
            : throw new CallBudgetException();
    }

    private async Task<DomainOwner> LookUpAsync(WorkOsOptions scheme, string name, string domain)
    {
        var owner = await new DomainOwnerLookup(scheme, name, domain, _budget, _slots).RunAsync();
        if (owner == DomainOwner.Undetermined)
        {
            Log.OrganizationsUnread(_logger, name);
        }

        return owner;
    }

    // Any input of a user can cause this failure, so it must not be logged as an error that alerts an operator.
    private static WorkOsAuthenticationException LookupFailed(string reason) =>
        new(WorkOsFailureCodes.OrganizationLookupFailed, reason) { IsClientCaused = true };
}
