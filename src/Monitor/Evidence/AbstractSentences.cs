using System.Buffers;
using System.Collections.Frozen;
using Monitor.Text;

namespace Monitor.Evidence;

/// <summary>What a part of an abstract is for.</summary>
internal enum Section
{
    None,
    Motive,
    Aim,
    Study,
    Results,
    Outlook,
}

/// <summary>The sentences of a text, with the part of the abstract that each stands in and the cues that each has.</summary>
internal sealed class AbstractSentences
{
    private static readonly SearchValues<char> Behind = SearchValues.Create(":./–—&");

    private static readonly FrozenDictionary<string, Section> Sections = new (Section Section, string Words)[]
    {
        (Section.Motive, "background introduction importance context rationale introduccion introducao introduzione einleitung hintergrund contexte"),
        (Section.Aim, "objective objectives aim aims purpose hypothesis objectif objectifs objetivo obiettivo ziel"),
        (Section.Study, "methods method methodology materials material patients subjects participants design setting interventions intervention procedure "
            + "procedures animals cases case experimental main data methodes metodos metodi methoden methodik pacientes pazienti patienten malades"),
        (Section.Results, "results result findings observations resultats resultados risultati ergebnisse observation"),
        (Section.Outlook, "conclusion conclusions discussion interpretation relevance implications limitations summary significance"),
    }.SelectMany(s => s.Words.Split(' ').Select(w => (w, s.Section))).ToFrozenDictionary(p => p.w, p => p.Section, StringComparer.Ordinal);

    private readonly FieldWords _field;
    private readonly int[] _of;
    private readonly List<Section> _sections = [];
    private readonly HashSet<(int Sentence, int Cue)> _cues = [];

    public AbstractSentences(FieldWords field)
    {
        _field = field;
        _of = new int[field.Words.Count];
        var section = Section.None;
        var starts = Sentences.Starts(field.Text);
        for (int i = 0, next = 0, sentence = -1; i < _of.Length; i++)
        {
            if (i == 0 || (next < starts.Count && starts[next] <= field.Words[i].Start))
            {
                sentence++;
                while (next < starts.Count && starts[next] <= field.Words[i].Start) next++;
                section = Label(i) ?? section;
                _sections.Add(section);
            }

            _of[i] = sentence;
        }
    }

    public int Of(int word) => _of[word];

    public Section SectionOf(int word) => _sections[_of[word]];

    /// <summary>Whether a cue stands anywhere in the sentence of a word.</summary>
    public bool Has(int word, int cue)
    {
        if (_cues.Add((-1, cue)))
        {
            foreach (var (first, _) in _field.Places(cue)) _cues.Add((_of[first], cue));
        }

        return _cues.Contains((_of[word], cue));
    }

    /// <summary>The heading that a sentence begins with: a word behind which a colon, a stop or a new beginning stands.</summary>
    private Section? Label(int word)
    {
        // "Clinical relevance: ", "Main results: "
        for (var i = word; i < Math.Min(word + 2, _of.Length); i++)
        {
            if (!Sections.TryGetValue(_field.Words[i].Word, out var section)) continue;
            if (i + 1 >= _of.Length || _field.Gap(i).ContainsAny(Behind)) return section;
            var (first, next) = (_field.Text[_field.Words[i].Start], _field.Text[_field.Words[i + 1].Start]);
            if (i == word && char.IsUpper(first) && (char.IsUpper(next) || char.IsDigit(next) || _field.Words[i + 1].Word is "and" or "et" or "y" or "e" or "und")) return section;
        }

        return null;
    }
}
