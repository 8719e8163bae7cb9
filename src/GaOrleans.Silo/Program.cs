using System.CommandLine;
using GaOrleans.Silo;
using GaOrleans.Silo.Launching;

// The service itself ends in order on SIGTERM and Ctrl-C, however long that takes.
return await Commands.Root(SiloProgram.RunAsync, Launcher.RunAsync, RestartCommand.RunAsync).Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
