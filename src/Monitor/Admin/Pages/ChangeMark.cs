using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Monitor.Delivery;
using Monitor.Documents;

namespace Monitor.Admin.Pages;

/// <summary>What a change is called, set apart; loud only where a reader may have relied on what is no longer so.</summary>
public sealed class ChangeMark : ComponentBase
{
    [Parameter, EditorRequired]
    public RevisionType Type { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (DigestItems.Mark(Type) is not { } word) return;
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", Type is RevisionType.Retracted or RevisionType.ExpressionOfConcern or RevisionType.Deleted ? "tag loud" : "tag");
        builder.AddContent(2, word);
        builder.CloseElement();
        builder.AddContent(3, " ");
    }
}
