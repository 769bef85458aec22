using System.Collections.Frozen;
using System.Globalization;

namespace Monitor.Evidence;

/// <summary>
/// Everything that a text says of people, animals and cells, each with what it is named for. "Exosomes of rabbit platelets in
/// forty women" names one source and forty people.
/// </summary>
internal sealed class Mentions
{
    private static readonly FrozenSet<string> Denied = ((string[])["without", "no", "non", "avoiding", "replacing"]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Herds =
        ((string[])["mice", "swine", "sheep", "cattle", "women", "men", "children", "people", "zebrafish"]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words between two who gave something together.</summary>
    private const int MostBetween = 10;

    private static readonly string[] Given = ["to", "in", "into", "was", "were", "given", "by", "on"];

    private readonly FieldWords _field;
    private readonly CueBook _book;
    private readonly SourcePhrases _sources;
    private readonly bool[] _controls;
    private readonly Noun?[] _nouns;

    public Mentions(FieldWords field, CueBook book)
    {
        (_field, _book) = (field, book);
        Sentences = new AbstractSentences(field);
        _sources = new SourcePhrases(field, book, Sentences);
        _controls = field.Marks(book["who/controls"]);
        _nouns = Noun.Of(field, book);
        Numbers = new Numbers(field, _nouns).All;
        All = Find();
    }

    public AbstractSentences Sentences { get; }

    /// <summary>Numbers that may be of somebody, in the order of the text.</summary>
    public IReadOnlyList<CountedNoun> Numbers { get; }

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<Mention> All { get; }

    /// <summary>Whether a word of an abstract stands where it says why, or what may come.</summary>
    public bool IsHope(int word) => Sentences.SectionOf(word) is Section.Motive or Section.Outlook || Sentences.Has(word, _book["who/outlook"]);

    private List<Mention> Find()
    {
        var all = new List<Mention>();
        var counted = new Dictionary<int, CountedNoun>();
        foreach (var number in Numbers)
        {
            if (number.Noun is { } at) counted.TryAdd(at, number);
        }

        for (var i = 0; i < _nouns.Length; i++)
        {
            if (Telegraphic(i) is { } sexes)
            {
                all.Add(sexes);
                i = sexes.Last;
                continue;
            }

            if (_nouns[i] is not { } noun) continue;
            var number = counted.GetValueOrDefault(i);
            // "Mouse dermal papilla cells": the cells are meant. And controls by themselves may be dishes.
            if ((noun.IsAttribute && AreCells(noun.Last)) || (_controls[i] && number is null)) continue;
            var value = number?.Value ?? (noun.Who == Who.Animals ? Size(noun.Last) : null);
            var role = Role(i, noun, value, all.Count > 0 ? all[^1] : null);
            all.Add(new Mention(_field, number?.First ?? i, noun.Last, noun.Who, role, value, noun.IsLoose || noun.IsAttribute, noun.IsOne && value is null));
            i = noun.Last;
        }

        return all;
    }

    /// <summary>"22 F + 9 M", "14M/6F": women and men as a congress abstract counts them.</summary>
    private Mention? Telegraphic(int at)
    {
        if (Sex(at) is not ({ } one, { } sex, var last) || last + 1 >= _field.Words.Count) return null;
        if (Sex(last + 1) is not ({ } two, { } other, var end) || sex == other) return null;
        return new Mention(_field, at, end, Who.People, MentionRole.Studied, one + two, Loose: false);
    }

    private (int Many, char Sex, int Last)? Sex(int at)
    {
        var word = _field.Words[at].Word;
        if (word[0] is < '0' or > '9') return null;
        var glued = word.Length is > 1 and < 6 && word[^1] is 'f' or 'm';
        var number = glued ? word[..^1] : word;
        if (number.Length > 4 || !CueNode.IsNumber(number)) return null;
        if (glued) return (int.Parse(number, CultureInfo.InvariantCulture), word[^1], at);
        if (at + 1 >= _field.Words.Count || _field.Words[at + 1].Word is not ("f" or "m") || _field.Gap(at) is not " ") return null;
        return (int.Parse(number, CultureInfo.InvariantCulture), _field.Words[at + 1].Word[0], at + 1);
    }

    /// <summary>"rats (n = 24)"</summary>
    private int? Size(int last) =>
        last + 2 < _field.Words.Count && _field.Words[last + 1].Word == "n" && _field.Gap(last + 1).Contains('=')
            && WrittenNumber.At(_field, last + 2) is ({ } value, _) ? value : null;

    private bool AreCells(int last)
    {
        for (var i = last + 1; i < Math.Min(_field.Words.Count, last + 4); i++)
        {
            var word = _field.Words[i].Word;
            if (Evidence.Numbers.Ends(_field, i) || word is "and" or "or") return false;
            if (_nouns[i]?.Who == Who.Cells || word is "cells" or "cell") return true;
        }

        return false;
    }

    private MentionRole Role(int i, Noun noun, int? number, Mention? before)
    {
        if (_sources.IsSource(i, noun, IsPlural(noun), number is not null) || (before is not null && Continues(before, i, noun.Who))) return MentionRole.Source;
        return number is null && IsAside(i, noun.Who) ? MentionRole.Aside : MentionRole.Studied;
    }

    private bool IsPlural(Noun noun) =>
        noun.Who != Who.Cells && _field.Words[noun.Last].Word is var word && (word.EndsWith('s') || Herds.Contains(word));

    /// <summary>"from young and old donors": one phrase, one role.</summary>
    private bool Continues(Mention last, int i, Who who) =>
        last.Role == MentionRole.Source && last.Who == who && Sentences.Of(last.Last) == Sentences.Of(i) && !Evidence.Numbers.Breaks(_field, i)
        && (IsOfThose(i) || (i - last.Last <= MostBetween && Has(last.Last + 1, i, "and", "or") && !Has(last.Last + 1, i, Given)));

    private bool IsOfThose(int i) => i > 1 && _field.Words[i - 1].Word == "of" && _field.Words[i - 2].Word == "those";

    private bool Has(int first, int end, params ReadOnlySpan<string> words)
    {
        for (var i = first; i < end; i++)
        {
            if (words.Contains(_field.Words[i].Word)) return true;
        }

        return false;
    }

    /// <summary>Motive, common knowledge, hope.</summary>
    private bool IsAside(int i, Who who)
    {
        if (i > 0 && Denied.Contains(_field.Words[i - 1].Word)) return true;
        if (_field.Field == "title") return false;
        if (IsHope(i)) return true;
        // "To compare both in women with thinning hair"
        if (Sentences.SectionOf(i) == Section.Aim) return who == Who.Cells || !Has(Math.Max(0, i - 5), i, "in", "among", "of", "on", "between");
        return who == Who.People && !Sentences.Has(i, _book["who/done"]);
    }
}
