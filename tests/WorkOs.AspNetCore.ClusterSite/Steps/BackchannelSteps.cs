namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>The steps of a refresh around the call to WorkOS.</summary>
internal sealed class BackchannelSteps(KillSwitch steps) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        steps.Reach(RefreshStep.BeforeCall);
        var response = await base.SendAsync(request, cancellationToken);
        steps.Reach(RefreshStep.AfterAnswer);
        return response;
    }
}
