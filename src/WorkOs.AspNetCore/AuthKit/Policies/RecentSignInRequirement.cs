using Microsoft.AspNetCore.Authorization;

namespace WorkOs.AspNetCore;

/// <summary>Requires a user who has authenticated within the given time.</summary>
internal sealed record RecentSignInRequirement(TimeSpan MaxAge) : IAuthorizationRequirement;
