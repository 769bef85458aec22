using System.Security;
using System.Xml;
using Monitor.Sources.PubMed;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>Single fields in all the forms that PubMed has for them.</summary>
public sealed class PubMedFieldTests
{
    [Theory]
    [InlineData("1998 Dec-1999 Jan", "1998-12")]
    [InlineData("2000 Spring", "2000")]
    [InlineData("2000 Spring-Summer", "2000")]
    [InlineData("2019 Sep/Oct", "2019-09")]
    [InlineData("2023 Jun-Jul", "2023-06")]
    [InlineData("2000 Dec 15-31", "2000-12-15")]
    [InlineData("2000 Dec 28-2001 Jan 4", "2000-12-28")]
    [InlineData("1998-1999", "1998")]
    [InlineData("Summer 1998", "1998")]
    [InlineData("1976-1977 Winter", "1976")]
    [InlineData("2003 4th Qtr", "2003")]
    [InlineData("2001 Sept", "2001-09")]
    [InlineData("2001 Feb 30", "2001-02")]
    [InlineData("no date", null)]
    [InlineData("12345", null)]
    public void A_medline_date(string text, string? date) => PubMedDates.OfText(text)?.ToString().ShouldBe(date);

    [Theory]
    [InlineData("<D><Year>2023</Year><Month>Jan</Month><Day>8</Day></D>", "2023-01-08")]
    [InlineData("<D><Year>2023</Year><Month>01</Month></D>", "2023-01")]
    [InlineData("<D><Year>2023</Year><Month>1</Month><Day>31</Day></D>", "2023-01-31")]
    [InlineData("<D><Year>2023</Year><Day>8</Day></D>", "2023")]
    [InlineData("<D><Year>2023</Year><Month>13</Month><Day>8</Day></D>", "2023")]
    [InlineData("<D><Year>2023</Year><Season>Spring</Season></D>", "2023")]
    [InlineData("<D><Year>0</Year></D>", null)]
    [InlineData("<D/>", null)]
    public void A_date_in_elements(string xml, string? date) => PubMedDates.Of(Element(xml))?.ToString().ShouldBe(date);

    [Theory]
    [InlineData("0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("http://orcid.org/0000-0001-5897-7912/", "0000-0001-5897-7912")]
    [InlineData("0000000218250097", "0000-0002-1825-0097")]
    [InlineData(" 0000-0002-9079-593x ", "0000-0002-9079-593X")]
    [InlineData("0000-0002-1825-0098", null)]
    [InlineData("00000-0002-1825-0097", null)]
    [InlineData("n/a", null)]
    public void An_orcid(string text, string? bare) => PubMedIds.Orcid(text).ShouldBe(bare);

    [Theory]
    [InlineData("10.1000/ABC.", "10.1000/abc")]
    [InlineData("https://doi.org/10.1000/ABC", "10.1000/abc")]
    [InlineData("doi: 10.1002/(SICI)1097-0177(199901)214:1<1::AID>3.0.CO;2-Y", "10.1002/(sici)1097-0177(199901)214:1<1::aid>3.0.co;2-y")]
    [InlineData("S0167-4889", null)]
    public void A_doi(string text, string? bare) =>
        PubMedIds.Doi([Element($"<ArticleId IdType='doi'>{SecurityElement.Escape(text)}</ArticleId>")], default).ShouldBe(bare);

    [Theory]
    [InlineData("<T>10<sup>5</sup> cells</T>", "10⁵ cells")]
    [InlineData("<T>10<sup>-6</sup></T>", "10⁻⁶")]
    [InlineData("<T>Ca<sup>2+</sup></T>", "Ca²⁺")]
    [InlineData("<T>x<sup>2a</sup></T>", "x2a")]
    [InlineData("<T><i>in vitro</i> <b>and</b>\n  more</T>", "in vitro and more")]
    [InlineData("<T><m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:msup>\n<m:mn>10</m:mn>\n<m:mn>9</m:mn>\n</m:msup></m:math></T>", "10⁹")]
    [InlineData("<T>ratio <m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:mfrac><m:mn>1</m:mn><m:mn>2</m:mn></m:mfrac></m:math> of</T>", "ratio 1/2 of")]
    [InlineData("<T><m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:mfrac><m:mrow><m:mi>a</m:mi><m:mo>+</m:mo><m:mi>b</m:mi></m:mrow><m:mi>c</m:mi></m:mfrac></m:math></T>", "(a+b)/c")]
    [InlineData("<T><m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:msqrt><m:mn>2</m:mn></m:msqrt></m:math></T>", "√2")]
    [InlineData("<T><m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:msubsup><m:mi>x</m:mi><m:mn>1</m:mn><m:mn>2</m:mn></m:msubsup></m:math></T>", "x₁²")]
    [InlineData("<T><m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:msup><m:mi>e</m:mi><m:mi>kt</m:mi></m:msup></m:math></T>", "e^kt")]
    [InlineData("<T><m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:mmultiscripts><m:mi>Tc</m:mi><m:mprescripts/><m:none/><m:mn>99</m:mn></m:mmultiscripts></m:math></T>", "⁹⁹Tc")]
    [InlineData("<T><m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:semantics><m:mi>N</m:mi><m:annotation>N_{tex}</m:annotation></m:semantics></m:math>-linked</T>", "N-linked")]
    [InlineData("<T><m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:mover><m:mi>x</m:mi><m:mo>¯</m:mo></m:mover></m:math></T>", "x\u0304")]
    [InlineData("<T> </T>", null)]
    public void Mixed_content(string xml, string? text) => PubMedMarkup.Flat(Element(xml)).ShouldBe(text);

    private static PubMedNode Element(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml));
        reader.MoveToContent();
        return new PubMedTree().Read(reader, PubMedShape.Whole);
    }
}
