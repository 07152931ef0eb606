using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Walk.Instrument;

/// <summary>Adds a first statement to every method, which reports the file and the method.</summary>
internal sealed class MethodEntries(string file) : CSharpSyntaxRewriter
{
    public const string TraceSource =
        """
        #nullable enable
        #pragma warning disable
        namespace WorkOs.AspNetCore;

        public static class WalkTrace
        {
            public static System.Action<string, string>? Entered { get; set; }

            public static void Enter(string file, string member) => Entered?.Invoke(file, member);
        }
        """;

    public static string AddTo(string source, string file) =>
        new MethodEntries(file).Visit(CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot()).ToFullString();

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var entry = SyntaxFactory.ParseStatement($"global::WorkOs.AspNetCore.WalkTrace.Enter(\"{file}\", \"{node.Identifier.Text}\");\n");
        if (node.Body is { } body)
        {
            return node.WithBody(body.WithStatements(body.Statements.Insert(0, entry)));
        }

        if (node.ExpressionBody is not { } arrow)
        {
            return node;
        }

        return node
            .WithExpressionBody(null)
            .WithSemicolonToken(default)
            .WithBody(SyntaxFactory.Block(entry, StatementOf(node, arrow.Expression)));
    }

    private static StatementSyntax StatementOf(MethodDeclarationSyntax method, ExpressionSyntax expression)
    {
        if (expression is ThrowExpressionSyntax thrown)
        {
            return SyntaxFactory.ParseStatement($"throw {thrown.Expression};");
        }

        var isAsync = method.Modifiers.Any(SyntaxKind.AsyncKeyword);
        var type = method.ReturnType.ToString();
        var returnsNothing = type == "void" || (isAsync && type is "Task" or "ValueTask");
        return SyntaxFactory.ParseStatement(returnsNothing ? $"{expression.ToFullString()};" : $"return {expression.ToFullString()};");
    }
}
