using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>A conventional route of MVC answers for its own action only, although its pattern fits every path.</summary>
[Trait("Room", "Mistakes")]
public sealed class ConventionalRouteTests
{
    [Theory]
    [InlineData("/Account/Login", true)]
    [InlineData("/account/login/7", true)]
    [InlineData("/Account/Logout", false)]
    [InlineData("/sign-in", false)]
    [InlineData("/", false)]
    public void An_action_answers_its_own_path(string path, bool answers)
    {
        var pattern = RoutePatternFactory.Parse(
            "{controller}/{action}/{id?}", defaults: null, parameterPolicies: null, requiredValues: new { controller = "Account", action = "Login" });
        var endpoint = new RouteEndpoint(static _ => Task.CompletedTask, pattern, order: 0, EndpointMetadataCollection.Empty, displayName: null);

        Assert.Equal(answers, new AppEndpoints([endpoint]).Answer(new PathString(path)));
    }

    [Theory]
    [InlineData("/Account/Login", true)]
    [InlineData("/Account/Login/Admin", false)]
    public void An_action_that_is_in_no_area_answers_paths_without_an_area(string path, bool answers)
    {
        var pattern = RoutePatternFactory.Parse(
            "{controller}/{action}/{area?}", defaults: null, parameterPolicies: null, requiredValues: new { controller = "Account", action = "Login", area = (string?)null });
        var endpoint = new RouteEndpoint(static _ => Task.CompletedTask, pattern, order: 0, EndpointMetadataCollection.Empty, displayName: null);

        Assert.Equal(answers, new AppEndpoints([endpoint]).Answer(new PathString(path)));
    }
}
