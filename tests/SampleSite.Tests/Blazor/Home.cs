using Microsoft.AspNetCore.Components;

namespace SampleSite.Tests.Blazor;

/// <summary>The page of the site, which <see cref="Root"/> shows.</summary>
[Route("/")]
public sealed class Home : ComponentBase;
