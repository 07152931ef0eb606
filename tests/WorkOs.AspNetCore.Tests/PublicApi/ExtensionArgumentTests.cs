using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.PublicApi;

/// <summary>
/// Every extension method of the packages, the ones to come among them, names the argument that it is called without: each parameter that may not be
/// null is a row.
/// </summary>
[Trait("Room", "PublicApi")]
[Trait("Room", "FrontDoor")]
public sealed class ExtensionArgumentTests : IDisposable
{
    private static readonly Dictionary<string, (MethodInfo Method, ParameterInfo Parameter)> Cases = FindCases();

    private readonly WebApplicationBuilder _builder = WebApplication.CreateSlimBuilder();
    private readonly WebApplication _app = WebApplication.CreateSlimBuilder().Build();

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_extension_method_names_the_argument_that_is_missing(string name)
    {
        var (method, missing) = Cases[name];
        var arguments = method.GetParameters().Select(parameter => parameter.Position == missing.Position ? null : ArgumentFor(parameter)).ToArray();

        var exception = await Assert.ThrowsAsync<ArgumentNullException>(async () => await CallAsync(method, arguments));

        Assert.Equal(missing.Name, exception.ParamName);
    }

    public void Dispose() => ((IDisposable)_app).Dispose();

    private static Dictionary<string, (MethodInfo Method, ParameterInfo Parameter)> FindCases()
    {
        var nullability = new NullabilityInfoContext();
        return new[] { typeof(WorkOsOptions).Assembly, typeof(WorkOsSandbox).Assembly }
            .SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => type is { IsAbstract: true, IsSealed: true })
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(static method => method.IsDefined(typeof(ExtensionAttribute)))
            .Select(static method => method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(IEndpointConventionBuilder)) : method)
            .SelectMany(static method => method.GetParameters(), static (method, parameter) => (Method: method, Parameter: parameter))
            .Where(found => !found.Parameter.ParameterType.IsValueType
                && (found.Parameter.Position == 0 || nullability.Create(found.Parameter).WriteState == NullabilityState.NotNull))
            .OrderBy(static found => Describe(found.Method, found.Parameter), StringComparer.Ordinal)
            .ToDictionary(static found => Describe(found.Method, found.Parameter), StringComparer.Ordinal);
    }

    private static string Describe(MethodInfo method, ParameterInfo parameter) =>
        $"no {parameter.Name}: {method.Name}({string.Join(", ", method.GetParameters().Select(static each => each.ParameterType.Name))})";

    private static async Task CallAsync(MethodInfo method, object?[] arguments)
    {
        if (method.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null) is Task task)
        {
            await task;
        }
    }

    private static Delegate DoNothing(Type action) => Expression.Lambda(action, Expression.Empty(), Expression.Parameter(action.GetGenericArguments()[0])).Compile();

    private object? ArgumentFor(ParameterInfo parameter) => parameter.ParameterType switch
    {
        { IsValueType: true } type => Activator.CreateInstance(type),
        { IsGenericType: true } type when type.GetGenericTypeDefinition() == typeof(Action<>) => DoNothing(type),
        var type when type == typeof(string) => "name",
        var type when type == typeof(string[]) || type == typeof(IEnumerable<string>) => new[] { "name" },
        var type when type == typeof(IServiceCollection) => _builder.Services,
        var type when type == typeof(AuthenticationBuilder) => _builder.Services.AddAuthentication(),
        var type when type == typeof(IHealthChecksBuilder) => _builder.Services.AddHealthChecks(),
        var type when type == typeof(IHttpClientBuilder) => _builder.Services.AddHttpClient("name"),
        var type when type == typeof(IServerSideBlazorBuilder) => _builder.Services.AddServerSideBlazor(),
        var type when type == typeof(IHostApplicationBuilder) => _builder,
        var type when type == typeof(IEndpointRouteBuilder) => _app,
        var type when type == typeof(IEndpointConventionBuilder) => _app.MapGet("/", static () => "home"),
        var type when type == typeof(AuthorizationPolicyBuilder) => new AuthorizationPolicyBuilder(),
        var type when type == typeof(AuthorizationPolicy) => new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build(),
        var type when type == typeof(HttpContext) => new DefaultHttpContext(),
        var type when type == typeof(ClaimsPrincipal) => new ClaimsPrincipal(),
        var type when type == typeof(IWorkOsOrganizationResolver) => new NoOrganizations(),
        var type => throw new NotSupportedException($"Add a {type.Name} for the parameter '{parameter.Name}'."),
    };

    private sealed class NoOrganizations : IWorkOsOrganizationResolver
    {
        public ValueTask<string?> FindOrganizationAsync(WorkOsOrganizationContext context) => new((string?)null);
    }
}
