using System.Globalization;
using Microsoft.AspNetCore.Authorization;

namespace WorkOs.AspNetCore;

/// <summary>Compares <c>auth_time</c> with the current time. A time that is missing, unreadable or in the future does not meet the requirement.</summary>
internal sealed class RecentSignInHandler(TimeProvider time) : AuthorizationHandler<RecentSignInRequirement>
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RecentSignInRequirement requirement)
    {
        if (context.User.FindFirstValue(WorkOsClaimTypes.AuthenticationTime) is { } text
            && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds);
            if (age >= -ClockSkew && age <= requirement.MaxAge)
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }
}
