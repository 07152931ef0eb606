using LiveCheck.Asking;

namespace LiveCheck;

/// <summary>Runs the checks in order, because later checks use values from the responses to earlier ones.</summary>
internal sealed class Run(Caller caller, Values values, bool isSandbox)
{
    private static readonly Dictionary<string, string> Needs = new(StringComparer.Ordinal)
    {
        ["api_key"] = "needs WORKOS_API_KEY",
        ["authkit"] = "needs WORKOS_AUTHKIT_DOMAIN",
        ["client_id"] = "needs WORKOS_CLIENT_ID",
        ["connect_client_id"] = "needs WORKOS_CONNECT_CLIENT_ID",
        ["connect_client_secret"] = "needs WORKOS_CONNECT_CLIENT_SECRET",
        ["other_organization"] = "needs WORKOS_OTHER_ORGANIZATION_ID",
        ["person"] = "needs a person in front of a browser",
        ["portal_organization"] = "only with --portal",
    };

    public async Task<IReadOnlyList<Finding>> AllAsync(IEnumerable<Check> checks, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var check in checks)
        {
            findings.Add(await OneAsync(check, cancellationToken));
        }

        return findings;
    }

    private async Task<Finding> OneAsync(Check check, CancellationToken cancellationToken)
    {
        if (caller.MissingFor(check.Ask) is { } missing)
        {
            return new(check) { NotTried = Needs.GetValueOrDefault(missing) ?? $"needs {missing}, which no answer before had" };
        }

        try
        {
            var shape = await caller.SendAsync(check.Ask, cancellationToken);
            if (isSandbox && shape.Traits.GetValueOrDefault("status") is [{ Kind: "501" }])
            {
                return new(check) { NotTried = "the sandbox does not serve it" };
            }

            foreach (var keep in check.Keeps)
            {
                var parts = keep.Split('=', 2);
                values[parts[1]] = shape.ValueOf(parts[0]);
            }

            return new(check) { Differences = [.. check.Expected.DifferencesOf(shape)], Notes = [.. check.Expected.NotesOf(shape)] };
        }
        catch (HttpRequestException e)
        {
            return new(check) { NotTried = $"there was no answer ({e.HttpRequestError})" };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(check) { NotTried = "there was no answer in time" };
        }
    }
}
