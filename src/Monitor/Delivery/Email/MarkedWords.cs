using Microsoft.AspNetCore.Components.Rendering;

namespace Monitor.Delivery.Email;

/// <summary>A row with its marked words, and nothing between the pieces that is not in the row: a word may be marked in part.</summary>
internal static class MarkedWords
{
    public static void Add(RenderTreeBuilder builder, MarkedRow row)
    {
        foreach (var (text, marked) in row.Pieces())
        {
            if (marked) builder.OpenElement(0, "mark");
            builder.AddContent(1, text);
            if (marked) builder.CloseElement();
        }
    }
}
