using Monitor.Commands;

return await Verbs.RunAsync(args);
