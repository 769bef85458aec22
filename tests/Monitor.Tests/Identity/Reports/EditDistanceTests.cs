using FsCheck;
using FsCheck.Fluent;
using Monitor.Identity.Reports;
using Xunit;

namespace Monitor.Tests.Identity.Reports;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abc", "abc", 0)]
    public void Known_distances_are_found(string a, string b, int distance) => Assert.Equal(distance, EditDistance.Of(a, b));

    [Fact]
    public void Bit_vectors_find_what_the_plain_table_finds_over_several_blocks() =>
        Prop.ForAll(Gen.Choose(0, 200).SelectMany(n => Gen.Elements('a', 'b', 'c', 'é').ArrayOf(n)).Two().ToArbitrary(), two =>
            EditDistance.Of(new string(two.Item1), new string(two.Item2)) == Table(two.Item1, two.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static int Table(char[] a, char[] b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                (corner, row[j]) = (row[j], next);
            }
        }

        return row[^1];
    }
}
