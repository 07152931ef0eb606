using System.Diagnostics;
using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Starts processes of <c>WorkOs.AspNetCore.ClusterSite</c>.</summary>
internal static class OwnProgram
{
    public static async Task<(ServerProcess Process, Uri Address)> StartAsync(string role, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SiteSettings).Assembly.Location, role]) { WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = await ServerProcess.StartAsync(start, ClusterProgram.ListeningLabel);
        return (process, new Uri((await process.ReadyLine)[ClusterProgram.ListeningLabel.Length..]));
    }
}
