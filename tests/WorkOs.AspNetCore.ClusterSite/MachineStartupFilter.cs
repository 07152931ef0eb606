using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>Puts <see cref="MachineEndpoints"/> in front of the sample.</summary>
internal sealed class MachineStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var endpoints = ActivatorUtilities.CreateInstance<MachineEndpoints>(app.ApplicationServices);
        app.Use(endpoints.HandleAsync);
        next(app);
    };
}
