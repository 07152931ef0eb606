using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>Answers from the options, then from WorkOS; what WorkOS says is kept for a while.</summary>
internal sealed class OrganizationResolver(IOptionsMonitor<WorkOsOptions> options, TimeProvider time, ILogger<OrganizationResolver> logger)
    : IWorkOsOrganizationResolver
{
    /// <summary>How many calls a scheme makes in a minute. Anybody can type any domain.</summary>
    public const int CallsPerMinute = 120;

    /// <summary>How many calls of a scheme are under way at a time.</summary>
    public const int CallsAtOnce = 8;

    private readonly LookupCache<DomainOwner> _answers = new(time, answer => answer.Lifetime);
    private readonly CallBudget _budget = new(CallsPerMinute, time);
    private readonly CallSlots _slots = new(CallsAtOnce, time);

    public async ValueTask<string?> FindOrganizationAsync(
        string domain, string authenticationScheme, CancellationToken cancellationToken)
    {
        var scheme = options.Get(authenticationScheme);
        if (scheme.Domains.TryGetValue(domain, out var configured))
        {
            return configured;
        }

        var owner = await AskAsync(scheme, authenticationScheme, domain, cancellationToken);
        if (owner == DomainOwner.Several)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.AmbiguousConnectionSelector,
                "Several organizations have verified the domain: map it to one in the Domains option, or register an IWorkOsOrganizationResolver.")
            {
                IsAnybodys = true,
            };
        }

        return owner == DomainOwner.Undetermined
            ? throw CannotTell("More organizations list the domain than are read: map it to one in the Domains option, or register an IWorkOsOrganizationResolver.")
            : owner.Organization;
    }

    private async Task<DomainOwner> AskAsync(WorkOsOptions scheme, string name, string domain, CancellationToken cancellationToken)
    {
        try
        {
            return await _answers.GetAsync((name, domain), Start, cancellationToken);
        }
        catch (CallBudgetException)
        {
            throw CannotTell("WorkOS was not asked, because too many domains were asked for within a minute.");
        }

        // In a task of its own, so that its synchronous part delays nobody else's lookup.
        Task<DomainOwner> Start() => _budget.TryTake(name)
            ? Task.Run(() => LookUpAsync(scheme, name, domain))
            : throw new CallBudgetException();
    }

    private async Task<DomainOwner> LookUpAsync(WorkOsOptions scheme, string name, string domain)
    {
        var owner = await new DomainOwnerLookup(scheme, name, domain, _budget, _slots).RunAsync();
        if (owner == DomainOwner.Undetermined)
        {
            Log.OrganizationsUnread(logger, name);
        }

        return owner;
    }

    // What a person types must not wake an operator.
    private static WorkOsAuthenticationException CannotTell(string reason) =>
        new(WorkOsFailureCodes.OrganizationLookupFailed, reason) { IsAnybodys = true };
}
