using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Monitor.Admin.Pages;

/// <summary>A text with the words of its reasons marked. Written by hand because a template would put blanks between the pieces.</summary>
public sealed class MarkedText : ComponentBase
{
    /// <summary>A list of <see cref="Piece"/>.</summary>
    [Parameter, EditorRequired]
    public object Pieces { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var piece in (IReadOnlyList<Piece>)Pieces)
        {
            if (piece.Why is null)
            {
                builder.AddContent(0, piece.Text);
                continue;
            }

            builder.OpenElement(1, "mark");
            builder.AddAttribute(2, "title", piece.Why);
            builder.AddContent(3, piece.Text);
            builder.CloseElement();
        }
    }
}
