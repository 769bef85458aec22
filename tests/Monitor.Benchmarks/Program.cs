using Monitor.Benchmarks;

switch (args)
{
    case ["matching", ..]:
        return MatchingBenchmark.Run(args.Contains("--json"));
    case ["import", ..]:
        return await ImportBenchmark.RunAsync(args);
    case ["dedup", .. var rest]:
        return DedupBenchmark.Run(rest);
    case ["dedup-store", ..]:
        return await DedupStoreBenchmark.RunAsync(args);
    case ["design", .. var rest]:
        return DesignBenchmark.Run(rest);
    case ["facts", .. var rest]:
        return FactsBenchmark.Run(rest);
    case ["feed", ..]:
        return await FeedBenchmark.RunAsync(args);
    case ["page", ..]:
        return await PageBenchmark.RunAsync(args);
    case ["digest", ..]:
        return DigestBenchmark.Run(args);
    case ["months", .. var rest]:
        return await MonthsRun.RunAsync(rest);
    case ["store", ..]:
        return await StoreBenchmark.RunAsync(args);
    case ["search", ..]:
        return await SearchBenchmark.RunAsync(args);
    case ["ingest", ..]:
        return await IngestBenchmark.RunAsync(args);
    case ["kills", .. var rest]:
        return await KillsRun.RunAsync(rest);
    case ["nodes", .. var rest]:
        return await NodesRun.RunAsync(rest);
    case ["queries", .. var rest]:
        return await QueriesRun.RunAsync(rest);
    case ["night", .. var rest]:
        return await NightRun.RunAsync(rest);
    default:
        Console.Error.WriteLine("dotnet run -c Release --project tests/Monitor.Benchmarks -- matching [--json]");
        Console.Error.WriteLine("dotnet run -c Release --project tests/Monitor.Benchmarks -- import [--records 30000] [--rounds 5] [--json]");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {DesignBenchmark.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {FactsBenchmark.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {DedupBenchmark.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {DedupStoreBenchmark.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {StoreBenchmark.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {SearchBenchmark.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {IngestBenchmark.Usage}");
        Console.Error.WriteLine("dotnet run -c Release --project tests/Monitor.Benchmarks -- feed [--asks 4000] [--json]");
        Console.Error.WriteLine("dotnet run -c Release --project tests/Monitor.Benchmarks -- page [--json]");
        Console.Error.WriteLine("dotnet run -c Release --project tests/Monitor.Benchmarks -- digest [--json]");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {MonthsRun.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {KillsRun.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {NodesRun.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {QueriesRun.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {NightRun.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {StoreBenchmark.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {SearchBenchmark.Usage}");
        Console.Error.WriteLine($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {IngestBenchmark.Usage}");
        return 2;
}
