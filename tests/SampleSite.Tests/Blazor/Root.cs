using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace SampleSite.Tests.Blazor;

/// <summary>The document: one interactive component, forms that interactive components post, and links that Blazor's script follows.</summary>
public sealed class Root : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html>");
        builder.OpenElement(1, "html");
        builder.AddAttribute(2, "lang", "en");
        builder.AddMarkupContent(3, "<head><base href=\"/\"><title>Blazor</title></head>");
        builder.OpenElement(4, "body");
        builder.OpenComponent<Account>(5);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.AddMarkupContent(6, "<a href=\"/closed\">A closed page</a> <form method=\"post\" action=\"/closed\" data-enhance><button>Post there</button></form>");
        builder.AddMarkupContent(7, "<script src=\"_framework/blazor.web.js\"></script>");
        builder.CloseElement();
        builder.CloseElement();
    }
}
