using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Commands;
using Monitor.Commands.Demo;
using Monitor.Simulator;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Runs;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

/// <summary>The stories of a world, played: what belongs together is together, nothing else is, and each is one thread of mails.</summary>
public sealed class EventStoryTests
{
    [Fact]
    public async Task The_recall_and_the_letter_are_one_event_and_one_thread_each()
    {
        using var folder = new TempFolder();
        var world = new World(new WorldOptions { Seed = 5, Days = 30 });
        await using var play = await DemoPlay.StartAsync(new CommandLine("none", false, [new("Data:Directory", folder.Path), .. Month.Coarser("12h")], []), world, RunVerb.DefaultUrl, default);
        await play.RunAsync(_ => { }, default);
        var (_, truth) = await play.ResultAsync(default);
        truth.Missing.Concat(truth.Duplicated).ShouldBeEmpty();

        var database = play.App.Services.GetRequiredService<Database>();
        var events = (await database.ReadAsync(async c => (await c.QueryAsync<(string Hit, string Event)>("SELECT hit_id, event_id FROM event_member")).AsList(), default)).ToDictionary(m => m.Hit, m => m.Event, StringComparer.Ordinal);
        var stories = world.Events(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Where(e => e.Event is not null).GroupBy(e => e.Event!, e => (e.Source, e.ExternalId)).ToList();
        stories.Count.ShouldBe(3);
        foreach (var story in stories)
        {
            var ids = story.Distinct().Select(n => events.Keys.Single(k => k.StartsWith(n.Source + ":", StringComparison.Ordinal) && k.EndsWith(n.ExternalId, StringComparison.Ordinal))).ToList();
            var found = ids.Select(i => events[i]).Distinct().ShouldHaveSingleItem(story.Key);
            events.Where(m => m.Value == found).Select(m => m.Key).ShouldBe(ids, ignoreOrder: true, story.Key);
        }

        var messages = (await play.App.Services.GetRequiredService<MessageTable>().ListAsync(null, 0, 10_000, default)).Where(m => m.Kind == "alert").ToList();
        foreach (var (maker, least) in new[] { ("Aurelux", 5), ("Harrow Cell Institute", 5) })
        {
            var thread = messages.Where(m => m.Text.Contains(maker, StringComparison.Ordinal)).OrderBy(m => m.Created).ToList();
            thread.Count.ShouldBe(least, maker);
            thread.Skip(1).ShouldAllBe(m => m.InReplyTo == thread[0].Id, maker);
        }
    }
}
