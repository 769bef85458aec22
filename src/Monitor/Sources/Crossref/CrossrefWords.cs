using System.Text;
using Monitor.Text;

namespace Monitor.Sources.Crossref;

/// <summary>The words of a term as Crossref is asked for them.</summary>
internal static class CrossrefWords
{
    // Words of so many titles that asking for them would read a good part of what was ever printed. They only steer the choice.
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "a", "acid", "activity", "acute", "adults", "advanced", "adverse", "after", "against", "age", "aged", "agents", "aging", "analysis", "and", "animal",
        "application", "applications", "approach", "as", "assessment", "associated", "based", "between", "blood", "body", "bodies", "bone", "by", "cancer", "care",
        "case", "cell", "cells", "cellular", "change", "changes", "characteristics", "chemical", "children", "chronic", "clinical", "clinic", "clinics", "cluster", "cohort",
        "combined", "component", "consensus", "consumer", "contact", "control", "controlled", "count", "cross", "culture", "current", "cycle", "data", "density", "design",
        "detection", "development", "diagnosis", "different", "direct", "disease", "diseases", "drug", "due", "dynamics", "early", "effect", "effects", "effective",
        "efficacy", "energy", "environmental", "evaluation", "event", "events", "evidence", "experimental", "expression", "extract", "factor", "factors", "fluid", "for", "free",
        "from", "function", "gene", "genes", "growth", "guideline", "guidelines", "health", "high", "hospitalized", "human", "impact", "in", "infection", "infections", "influence", "injury",
        "intervention", "investigation", "is", "large", "learning", "level", "levels", "life", "like", "long", "loss", "low", "management", "marketed", "mechanism", "mechanisms",
        "media", "medical", "medicine", "medium", "meta", "method", "methods", "mice", "model", "modeling", "models", "molecular", "new", "novel", "nuclear", "of", "old", "on",
        "optimization", "or", "outcome", "outcomes", "outer", "oxide", "pain", "patient", "patients", "pattern", "performance", "phase", "pilot", "population", "potential", "practice",
        "pressure", "process", "production", "properties", "protein", "proteins", "protocol", "quality", "randomized", "rat", "rate", "rats", "reaction", "reactions",
        "regulation", "related", "report", "reports", "research", "response", "results", "review", "rich", "risk", "role", "root", "safety", "science", "sectional", "serious", "series", "serum", "severe",
        "side", "signaling", "single", "skin", "social", "soil", "specific", "stem", "stress", "structure", "studies", "study", "surface", "surgery", "surgical", "syndrome",
        "synthesis", "system", "systematic", "systems", "technology", "test", "the", "therapeutic", "therapies", "therapy", "time", "tissue", "to", "transplant", "transplantation",
        "treatment", "trial", "trials", "tumor", "type", "umbrella", "under", "unit", "units", "use", "using", "vision", "water", "with", "women", "word", "work", "year", "years",
    };

    public static bool IsCommon(string word) => Common.Contains(word);

    /// <summary>The words in order, in lower case, each with its form without accents. Scripts without blanks stay together: Crossref cuts them itself.</summary>
    public static IReadOnlyList<string[]> Of(string text)
    {
        var words = new List<string[]>();
        var word = new StringBuilder();
        foreach (var c in text + " ")
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
            {
                word.Append(c);
                continue;
            }

            if (word.Length > 0 && CleanText.OneLine(word.ToString())?.ToLowerInvariant() is { Length: > 0 } written) words.Add(Forms(written));
            word.Clear();
        }

        return words;
    }

    private static string[] Forms(string written)
    {
        var folded = string.Concat(Folded.Tokens(written).Select(t => t.Word));
        return folded.Length == 0 || folded == written ? [written] : [written, folded];
    }
}
