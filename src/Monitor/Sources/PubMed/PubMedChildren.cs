using System.Collections;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Children of one name, or those of all children of another name: the entries of a list that may occur more than once.
/// A <c>foreach</c> over them makes no garbage; a record has dozens of such lists.
/// </summary>
internal readonly struct PubMedChildren(PubMedNode? parent, string? list, string name) : IEnumerable<PubMedNode>
{
    public Enumerator GetEnumerator() => new(parent, list, name);

    IEnumerator<PubMedNode> IEnumerable<PubMedNode>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal struct Enumerator : IEnumerator<PubMedNode>
    {
        private readonly string? _list;
        private readonly string _name;
        private PubMedNode? _nextList;
        private PubMedNode? _next;
        private PubMedNode? _current;

        public Enumerator(PubMedNode? parent, string? list, string name)
        {
            (_list, _name) = (list, name);
            if (list is null) _next = parent?.First;
            else _nextList = parent?.First;
        }

        // Non-null: asked only after MoveNext said so.
        public readonly PubMedNode Current => _current!;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            while (true)
            {
                _current = Named(_next, _name);
                if (_current is not null)
                {
                    _next = _current.Next;
                    return true;
                }

                if (_list is null || Named(_nextList, _list) is not { } found) return false;
                (_nextList, _next) = (found.Next, found.First);
            }
        }

        public readonly void Reset() => throw new NotSupportedException();

        public readonly void Dispose()
        {
        }

        private static PubMedNode? Named(PubMedNode? node, string name)
        {
            while (node is not null && node.Name != name) node = node.Next;
            return node;
        }
    }
}
