using Walk.Instrument;

var (from, to) = (Path.GetFullPath(args[0]), Path.GetFullPath(args[1]));
foreach (var source in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
{
    var relative = Path.GetRelativePath(from, source).Replace('\\', '/');
    if (relative.StartsWith("obj/", StringComparison.Ordinal) || relative.StartsWith("bin/", StringComparison.Ordinal))
    {
        continue;
    }

    var target = Path.Combine(to, relative);
    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    if (relative.EndsWith(".cs", StringComparison.Ordinal))
    {
        File.WriteAllText(target, MethodEntries.AddTo(File.ReadAllText(source), relative));
    }
    else
    {
        File.Copy(source, target, overwrite: true);
    }
}

File.WriteAllText(Path.Combine(to, "WalkTrace.cs"), MethodEntries.TraceSource);
