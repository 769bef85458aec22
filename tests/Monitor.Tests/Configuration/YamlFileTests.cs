using FsCheck;
using FsCheck.Fluent;
using Monitor.Configuration;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Configuration;

public sealed class YamlFileTests
{
    [Fact]
    public void Damaged_files_give_errors_and_never_exceptions()
    {
        var whole = File.ReadAllText(Path.Combine(Shared.Repository, "config", "monitor.yaml")) + File.ReadAllText(Path.Combine(Shared.Repository, "config", "watches", "exosome-safety.yaml"));
        var damage = Gen.Choose(0, whole.Length - 1).SelectMany(at => Gen.Elements("", "\t", "[", "{", "]", "'", "\"", "|", ":", "\n", "- ", "&a ", "*a", "%", "\0", "? ", "---\n", "!!x ", "<<: ").SelectMany(put => Gen.Choose(0, 40).Select(gone => (At: at, Put: put, Gone: gone))));
        Prop.ForAll(damage.ArrayOf(3).ToArbitrary(), wounds =>
        {
            var text = whole;
            foreach (var wound in wounds.Where(wound => wound.At + wound.Gone <= text.Length)) text = text.Remove(wound.At, wound.Gone).Insert(wound.At, wound.Put);
            var errors = new List<ConfigError>();
            var value = YamlFile.Parse("monitor.yaml", text, errors);
            return value is not null || (errors.Count > 0 && errors.TrueForAll(error => error.Line > 0));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void Values_know_their_place()
    {
        var map = YamlFile.Parse("f", "a: 1\nb:\n  - x\n  - c: >-\n      y\n", []).ShouldBeOfType<YamlMap>();
        map.Find("b").ShouldNotBeNull().Place.ShouldBe(new Place("f", 2, 1));
        var list = map.Find("b")?.Value.ShouldBeOfType<YamlList>().Items;
        list.ShouldNotBeNull()[0].Place.ShouldBe(new Place("f", 3, 5));
        list[1].ShouldBeOfType<YamlMap>().Entries[0].Place.ShouldBe(new Place("f", 4, 5));
    }
}
