using Microsoft.AspNetCore.Authorization;

namespace WorkOs.AspNetCore;

/// <summary>Asks for a person who has proved who they are within the given time.</summary>
internal sealed record RecentSignInRequirement(TimeSpan MaxAge) : IAuthorizationRequirement;
