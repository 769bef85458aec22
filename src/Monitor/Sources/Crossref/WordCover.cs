namespace Monitor.Sources.Crossref;

/// <summary>
/// Few and cheap words, of which every alternative has one in all its forms: first where there is no choice, then again and
/// again the word that serves most alternatives for its cost.
/// </summary>
internal sealed class WordCover
{
    private readonly Dictionary<string, Word> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Word>> _byForm = new(StringComparer.Ordinal);
    private readonly List<List<Word>> _alternatives = [];
    private readonly List<bool> _served = [];
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<string> _chosen = [];

    /// <summary>A word, and where it stands.</summary>
    private sealed class Word(string[] forms, int cost)
    {
        private int _first;

        public string[] Forms { get; } = forms;

        /// <summary>Alternatives that have it, and its place in each; in order.</summary>
        public List<(int Alternative, int Place)> At { get; } = [];

        /// <summary>Forms not asked for yet.</summary>
        public int Missing { get; set; } = forms.Distinct(StringComparer.Ordinal).Count();

        /// <summary>Alternatives that it would still serve.</summary>
        public int Open { get; set; }

        /// <summary>Less comes first: the cost for each alternative served, then the place.</summary>
        public (double Cost, int Alternative, int Place) Rank(List<bool> served)
        {
            while (served[At[_first].Alternative]) _first++;
            return ((double)cost / Open, At[_first].Alternative, At[_first].Place);
        }
    }

    private WordCover(IReadOnlyList<IReadOnlyList<string[]>> alternatives, Func<string, int> cost)
    {
        foreach (var alternative in alternatives)
        {
            var words = new List<Word>();
            for (var place = 0; place < alternative.Count; place++)
            {
                var word = Known(alternative[place], cost);
                if (word.At is [.., var last] && last.Alternative == _alternatives.Count) continue;
                word.At.Add((_alternatives.Count, place));
                word.Open++;
                words.Add(word);
            }

            _alternatives.Add(words);
            _served.Add(false);
        }
    }

    /// <param name="alternatives">Each names words that must all be there, in one of their forms.</param>
    /// <param name="cost">What asking for a form costs.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<IReadOnlyList<string[]>> alternatives, Func<string, int> cost)
    {
        var cover = new WordCover(alternatives, cost);
        foreach (var only in alternatives.Where(a => a.Count == 1)) cover.Ask(only[0]);
        var queue = new PriorityQueue<Word, (double, int, int)>();
        foreach (var word in cover._words.Values.Where(w => w.Open > 0)) queue.Enqueue(word, word.Rank(cover._served));
        while (queue.TryDequeue(out var word, out var rank))
        {
            if (word.Open == 0) continue;
            // What others served since makes a word worth less, never more: it goes back to where it belongs now.
            if (word.Rank(cover._served) is var now && now != rank) queue.Enqueue(word, now);
            else cover.Ask(word.Forms);
        }

        return cover._chosen;
    }

    private Word Known(string[] forms, Func<string, int> cost)
    {
        var key = string.Join('\n', forms);
        if (_words.TryGetValue(key, out var known)) return known;
        var word = _words[key] = new Word(forms, forms.Sum(cost));
        foreach (var form in forms.Distinct(StringComparer.Ordinal))
        {
            if (!_byForm.TryGetValue(form, out var having)) _byForm[form] = having = [];
            having.Add(word);
        }

        return word;
    }

    private void Ask(string[] forms)
    {
        foreach (var form in forms.Where(_asked.Add))
        {
            _chosen.Add(form);
            foreach (var word in _byForm[form].Where(w => --w.Missing == 0).SelectMany(w => w.At))
            {
                if (_served[word.Alternative]) continue;
                _served[word.Alternative] = true;
                foreach (var other in _alternatives[word.Alternative]) other.Open--;
            }
        }
    }
}
