using Monitor.Benchmarks;

if (args is ["matching", ..]) return MatchingBenchmark.Run(args.Contains("--json"));
if (args is ["import", ..]) return await ImportBenchmark.RunAsync(args);

Console.Error.WriteLine("dotnet run -c Release --project tests/Monitor.Benchmarks -- matching [--json] | import [--records 30000] [--rounds 5] [--json]");
return 2;
