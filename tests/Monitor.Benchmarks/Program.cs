using Monitor.Benchmarks;

if (args is ["matching", ..]) return MatchingBenchmark.Run(args.Contains("--json"));

Console.Error.WriteLine("dotnet run -c Release --project tests/Monitor.Benchmarks -- matching [--json]");
return 2;
