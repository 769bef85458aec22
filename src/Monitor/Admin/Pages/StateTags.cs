using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Monitor.Delivery;
using Monitor.Delivery.Feeds;
using Monitor.Documents;
using Monitor.Identity.Reports;

namespace Monitor.Admin.Pages;

/// <summary>
/// What a report is now, each in a word set apart, and behind it its last change where that is not said by it. Loud only where a reader
/// may have relied on what is no longer so.
/// </summary>
public sealed class StateTags : ComponentBase
{
    /// <summary>A <see cref="ReportState"/>.</summary>
    [Parameter, EditorRequired]
    public object State { get; set; } = default!;

    /// <summary>The last change, or the one that the line is about; null = none.</summary>
    [Parameter]
    public RevisionType? Last { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var state = (ReportState)State;
        foreach (var mark in state.Marks) Tag(builder, mark.Word, mark.EndsTrust || mark.Kind is StateKind.Stopped);
        if (Last is not { } last || DigestItems.Mark(last) is not { } word) return;
        if (FeedMark.IsOver(state, last)) Over(builder, word);
        else if (StateMark.After(last) is not { } kind || !state.Is(kind)) Tag(builder, word, loud: false);
    }

    private static void Tag(RenderTreeBuilder builder, string word, bool loud)
    {
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", loud ? "tag loud" : "tag");
        builder.AddContent(2, word);
        builder.CloseElement();
        builder.AddContent(3, " ");
    }

    /// <summary>It was told so once, and is not so now.</summary>
    private static void Over(RenderTreeBuilder builder, string word)
    {
        builder.OpenElement(4, "span");
        builder.AddAttribute(5, "class", "small");
        builder.AddContent(6, $"was {word.ToLowerInvariant()}, is not any more");
        builder.CloseElement();
        builder.AddContent(7, " ");
    }
}
