namespace WorkOs.AspNetCore;

/// <summary>
/// One lookup of a domain: reads the pages of <c>GET /organizations</c>. The results include organizations that list the domain without having
/// verified it, so the first page alone does not determine the owner.
/// </summary>
internal sealed class DomainOwnerLookup(WorkOsOptions scheme, string name, string domain, CallBudget budget, CallSlots slots)
{
    private const int MaxPages = 10;

    private readonly HashSet<string> _owners = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);

    // The first page was counted before the lookup began.
    private bool _isCounted = true;

    /// <exception cref="WorkOsApiException">WorkOS cannot be reached, or its answer is not a list of organizations.</exception>
    /// <exception cref="CallBudgetException">Too many calls were made within the last minute, or are in progress.</exception>
    public async Task<DomainOwner> RunAsync()
    {
        var after = await ReadPageAsync(after: null);
        for (var page = 1; after is not null && _owners.Count < 2 && page < MaxPages; page++)
        {
            after = await ReadPageAsync(after);
        }

        return _owners.Count > 1 ? DomainOwner.Several
            : after is not null ? DomainOwner.Undetermined
            : _owners.Count == 1 ? DomainOwner.Of(_owners.Single())
            : DomainOwner.Nobody;
    }

    /// <summary>The cursor of the next page; <see langword="null"/> if this was the last page.</summary>
    private async Task<string?> ReadPageAsync(string? after)
    {
        if (!_isCounted && !budget.TryTake(name))
        {
            throw new CallBudgetException();
        }

        _isCounted = false;

        // Only an empty list means that no organization has the domain. Any other answer fails the lookup, for which the user sees another message.
        using var response = await slots.RunAsync(name, () => GetAsync(after), scheme.BackchannelTimeout);
        _owners.UnionWith(response.RootElement.GetItems("data")
            .Where(HasVerified)
            .Select(organization => organization.GetStringOrNull("id"))
            .OfType<string>());
        return ListPages.NextCursor(response.RootElement, _cursors);
    }

    // Several requests may wait for this call, so none of them can cancel it. The timeout of the HTTP client limits it.
    private Task<JsonDocument> GetAsync(string? after)
    {
        var url = scheme.Endpoint($"/organizations?domains={Uri.EscapeDataString(domain)}&limit={ListPages.Size}");
        return ListPages.GetAsync(new WorkOsApiClient(scheme.Backchannel), url, after, scheme.ClientSecret, CancellationToken.None);
    }

    private bool HasVerified(JsonElement organization) =>
        organization.GetItems("domains").Any(entry =>
            DomainName.Normalize(entry.GetStringOrNull("domain")) == domain
            && entry.GetStringOrNull("state") is "verified" or "legacy_verified");
}
