namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>A block of code on a page. With a file, it is the whole of that file; with neither file nor language, it is commands, one a line.</summary>
internal sealed record CodeBlock(string? File, string Language, string Text);
