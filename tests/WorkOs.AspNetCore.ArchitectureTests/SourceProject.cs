using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WorkOs.AspNetCore.ArchitectureTests;

/// <summary>
/// The sources of a project as the compiler reads them. Constants are part of what it sees, which an assembly no longer
/// shows: the compiler has put their values in their place.
/// </summary>
internal sealed class SourceProject
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly SymbolDisplayFormat Format = new(memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<SyntaxTree, SourceFile> _files;

    private SourceProject(CSharpCompilation compilation, Dictionary<SyntaxTree, SourceFile> files)
    {
        _compilation = compilation;
        _files = files;
        References = [.. compilation.SyntaxTrees.Where(files.ContainsKey).SelectMany(FindReferences)];
    }

    public IEnumerable<SourceFile> Files => _files.Values;

    /// <summary>Every reference from one file to another.</summary>
    public IReadOnlyList<Reference> References { get; }

    public static SourceProject Read(string folder)
    {
        var root = Repository.PathOf(folder);
        var sources = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Full: path, Relative: Path.GetRelativePath(root, path).Replace('\\', '/')))
            .Where(file => !file.Relative.StartsWith("obj/", StringComparison.Ordinal) && !file.Relative.StartsWith("bin/", StringComparison.Ordinal))
            .OrderBy(file => file.Relative, StringComparer.Ordinal)
            .Select(file => (file.Relative, Text: File.ReadAllText(file.Full)));
        var usings = XDocument.Load(Directory.EnumerateFiles(root, "*.csproj").Single()).Descendants("Using")
            .Select(item => $"global using {item.Attribute("Include")!.Value};\n");
        return Of(sources, string.Concat(usings));
    }

    /// <summary>A project of texts, for the tests of the tests.</summary>
    public static SourceProject Of(IEnumerable<(string Path, string Text)> sources, string usings = "")
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var files = sources.ToDictionary(source => CSharpSyntaxTree.ParseText(source.Text, options), source => new SourceFile(source.Path));
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("WorkOs.", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(
            "Sources",
            files.Keys.Append(CSharpSyntaxTree.ParseText($"{ImplicitUsings}\n{usings}", options)),
            trusted.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return new SourceProject(compilation, files);
    }

    private IEnumerable<Reference> FindReferences(SyntaxTree tree)
    {
        var model = _compilation.GetSemanticModel(tree);
        var from = _files[tree];
        foreach (var name in tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>())
        {
            if (FindSymbol(model, name) is not { } symbol || name.Ancestors().OfType<UsingDirectiveSyntax>().Any())
            {
                continue;
            }

            var declaration = FilesOf(symbol);
            if (declaration.Count == 0 || declaration.Contains(from))
            {
                continue;
            }

            yield return new Reference(
                from, MemberOf(name), name.GetLocation().GetLineSpan().StartLinePosition.Line + 1, declaration[0], symbol.ToDisplayString(Format));
        }
    }

    // What the compiler adds itself, such as a constructor, is declared where its type is.
    private List<SourceFile> FilesOf(ISymbol symbol)
    {
        var declared = symbol.OriginalDefinition.DeclaringSyntaxReferences;
        if (declared.IsEmpty && symbol.ContainingType is { } type)
        {
            declared = type.OriginalDefinition.DeclaringSyntaxReferences;
        }

        return [.. declared.Select(reference => _files.GetValueOrDefault(reference.SyntaxTree)).OfType<SourceFile>()];
    }

    // A comment that names a type is help for the reader, and no dependency of the code.
    private static ISymbol? FindSymbol(SemanticModel model, SimpleNameSyntax name)
    {
        if (name.IsPartOfStructuredTrivia())
        {
            return null;
        }

        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return symbol is INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol
            ? symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol
            : null;
    }

    private static string MemberOf(SyntaxNode node) => node.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax => "constructor",
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => "file",
    };
}
