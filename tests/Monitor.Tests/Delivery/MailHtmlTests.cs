using Monitor.Tests.Infrastructure;
using Monitor.Text;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

[OnEveryStore]
public sealed class MailHtmlTests
{
    [Fact]
    public async Task Upstream_text_is_text_and_Korean_is_itself()
    {
        await using var office = await PostOffice.NewAsync();
        await office.DueAsync(Any.Article("1", "<script>alert(1)</script> 탈모 & \"β\"") with { Link = CleanText.WebLink("javascript:alert(1)"), Journal = "<img src=x>" });
        var html = (await office.Service().PreviewAsync(null, default)).Single().Html;
        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("<img", Case.Insensitive);
        html.ShouldNotContain("javascript:", Case.Insensitive);
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; 탈모 &amp;");
        html.ShouldContain("β");
    }

    [Fact]
    public async Task A_link_stays_in_its_attribute()
    {
        await using var office = await PostOffice.NewAsync();
        await office.DueAsync(Any.Article() with { Link = "https://example.org/?a=\"onclick=\"x" });
        var html = (await office.Service().PreviewAsync(null, default)).Single().Html;
        html.ShouldContain("href=\"https://example.org/?a=&quot;onclick=&quot;x\"");
    }
}
