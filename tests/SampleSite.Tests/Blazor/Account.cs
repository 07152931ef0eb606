using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using WorkOs.AspNetCore;

namespace SampleSite.Tests.Blazor;

/// <summary>Shows who is signed in and to which organization, calls for the access token, and posts the forms of an account.</summary>
public sealed class Account : ComponentBase
{
    private string _token = "not asked for";
    private bool _isInteractive;

    [CascadingParameter]
    private Task<AuthenticationState> State { get; set; } = null!;

    [Inject]
    private WorkOsBlazorSession Session { get; set; } = null!;

    private ClaimsPrincipal User { get; set; } = new();

    protected override async Task OnParametersSetAsync() => User = (await State).User;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _isInteractive = true;
            StateHasChanged();
        }
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddContent(0, Text("mode", _isInteractive ? "interactive" : "rendered"));
        builder.AddContent(1, Text("user", User.FindFirstValue(ClaimTypes.Email) ?? "nobody"));
        builder.AddContent(2, Text("organization", User.FindFirstValue(WorkOsClaimTypes.OrganizationId) ?? "none"));
        builder.AddContent(3, Text("token", _token));
        builder.OpenElement(4, "button");
        builder.AddAttribute(5, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, AskForTokenAsync));
        builder.AddContent(6, "Ask for the token");
        builder.CloseElement();
        builder.AddContent(7, Form("/auth/sign-out", "Sign out"));
        builder.AddContent(8, Form("/switch", "Switch to Globex"));
    }

    private static RenderFragment Text(string id, string text) => builder =>
    {
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "id", id);
        builder.AddContent(2, text);
        builder.CloseElement();
    };

    private static RenderFragment Form(string action, string label) => builder =>
    {
        builder.OpenElement(0, "form");
        builder.AddAttribute(1, "method", "post");
        builder.AddAttribute(2, "action", action);
        builder.OpenComponent<AntiforgeryToken>(3);
        builder.CloseComponent();
        builder.AddMarkupContent(4, "<input type=\"hidden\" name=\"organization\" value=\"org_globex\">");
        builder.OpenElement(5, "button");
        builder.AddContent(6, label);
        builder.CloseElement();
        builder.CloseElement();
    };

    private async Task AskForTokenAsync()
    {
        var token = await Session.GetAccessTokenAsync();
        _token = token.Succeeded ? $"expires at {token.ExpiresAt:HH:mm:ss}" : token.Failure.ToString();
    }
}
