namespace WorkOs.AspNetCore;

/// <summary>Chooses the one scheme that authenticates a request, and that answers it where it cannot.</summary>
internal sealed class ApiSchemeSelector(IEnumerable<ApiScheme> schemes)
{
    private readonly ApiScheme[] _schemes = [.. schemes];

    /// <summary>Whether there is anything to choose from, and <paramref name="fallback"/> is part of it.</summary>
    public bool CanUse(string? fallback) =>
        _schemes.Length > 0 && (fallback is null || _schemes.Any(scheme => scheme.Name == fallback));

    public string Select(HttpContext context, string? fallback)
    {
        var token = BearerCredentials.Read(context.Request);
        var credential = new ApiCredential(token, token is null ? null : UnverifiedIssuer.Read(token));
        return Array.Find(_schemes, scheme => scheme.IsFor(context, credential))?.Name ?? fallback ?? _schemes[0].Name;
    }
}
