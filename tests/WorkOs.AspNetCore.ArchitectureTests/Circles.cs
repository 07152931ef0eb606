namespace WorkOs.AspNetCore.ArchitectureTests;

/// <summary>Finds files, or folders, that need one another: the strongly connected components of a graph (Tarjan).</summary>
internal static class Circles
{
    public static IReadOnlyList<IReadOnlyList<T>> Find<T>(IEnumerable<(T From, T To)> arrows)
        where T : notnull
    {
        var targets = arrows.Where(arrow => !arrow.From.Equals(arrow.To)).ToLookup(arrow => arrow.From, arrow => arrow.To);
        var search = new Search<T>(targets);
        foreach (var node in targets.Select(group => group.Key).ToList())
        {
            search.Visit(node);
        }

        return search.Found;
    }

    private sealed class Search<T>(ILookup<T, T> targets)
        where T : notnull
    {
        private readonly Dictionary<T, int> _index = [];
        private readonly Dictionary<T, int> _low = [];
        private readonly Stack<T> _stack = new();

        public List<IReadOnlyList<T>> Found { get; } = [];

        public void Visit(T node)
        {
            if (_index.ContainsKey(node))
            {
                return;
            }

            _index[node] = _low[node] = _index.Count;
            _stack.Push(node);
            foreach (var target in targets[node].Distinct())
            {
                Visit(target);
                if (_stack.Contains(target))
                {
                    _low[node] = Math.Min(_low[node], _low[target]);
                }
            }

            if (_low[node] == _index[node])
            {
                Take(node);
            }
        }

        private void Take(T node)
        {
            var component = new List<T>();
            T member;
            do
            {
                member = _stack.Pop();
                component.Add(member);
            }
            while (!member.Equals(node));

            if (component.Count > 1)
            {
                Found.Add(component);
            }
        }
    }
}
