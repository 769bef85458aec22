using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Monitor.Admin.Pages;

/// <summary>An instant for people and for machines; written by hand so that no blank comes before a comma.</summary>
public sealed class Time : ComponentBase
{
    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "time");
        builder.AddAttribute(1, "datetime", PageTimes.Machine(At));
        builder.AddContent(2, PageTimes.At(At));
        builder.CloseElement();
    }
}
