using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Text;

namespace Monitor.Admin.Pages;

/// <summary>A field, its text before and after, the words marked that changed. Written by hand because a template would put blanks between them.</summary>
public sealed class ChangeLine : ComponentBase
{
    [Parameter, EditorRequired]
    public FieldChange Change { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "class", "change");
        Span(builder, "field", $"{ChangeText.Name(Change.Field)}:");
        builder.AddContent(2, " ");
        var (old, now) = WordDiff.Of(SameText.Plain(Change.Old ?? ""), SameText.Plain(Change.New ?? ""));
        Side(builder, Change.Old is null, old, "del");
        builder.AddMarkupContent(3, " <span aria-hidden=\"true\">→</span><span class=\"vh\"> became </span> ");
        Side(builder, Change.New is null, now, "ins");
        builder.CloseElement();
    }

    private static void Side(RenderTreeBuilder builder, bool isAbsent, IReadOnlyList<DiffPart> parts, string element)
    {
        builder.OpenRegion(4);
        if (isAbsent) Span(builder, "small", "absent");
        foreach (var part in parts)
        {
            if (!part.Changed)
            {
                builder.AddContent(0, part.Text);
                continue;
            }

            builder.OpenElement(1, element);
            builder.AddContent(2, part.Text);
            builder.CloseElement();
        }

        builder.CloseRegion();
    }

    private static void Span(RenderTreeBuilder builder, string name, string text)
    {
        builder.OpenElement(5, "span");
        builder.AddAttribute(6, "class", name);
        builder.AddContent(7, text);
        builder.CloseElement();
    }
}
