using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GaOrleans.Cluster;
using GaOrleans.Hosting;
using GaOrleans.Silo.Backends;
using GaOrleans.Silo.Launching;
using GaOrleans.Silo.Serving;

namespace GaOrleans.Silo;

/// <summary><c>silo</c>: one silo of a cluster as a process. Checks all that can be checked before it joins, so that what is wrong is said in one line.</summary>
internal static class SiloProgram
{
    /// <summary>Runs until the process is told to end.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(SiloArguments arguments, CancellationToken ct)
    {
        if (arguments.Launched && OperatingSystem.IsLinux()) LinuxCalls.LeaveProcessGroup();
        using var end = new EndSignal();
        _ = EndAtOnceAsync(end.AskedAgain);
        WebApplicationBuilder web = ServiceHost.NewBuilder();
        (SiloSettings? settings, string problem) = SiloSettings.Read(web.Configuration);
        if (settings is null) return ExitCodes.Fail(ExitCodes.BadSettings, $"cannot start: {problem}");
        if (ClusterBackends.Find(arguments) is not { } backend)
            return ExitCodes.Fail(ExitCodes.BadSettings, $"cannot start: this build has no clustering \"{arguments.Clustering}\": its packages were missing when it was built");
        if (backend.Problem(web.Configuration) is { } wrong) return ExitCodes.Fail(ExitCodes.BadSettings, $"cannot start: {wrong}");
        if (ProblemOf(arguments) is { } unusable) return ExitCodes.Fail(ExitCodes.CannotUseData, unusable);
        return await ListenAsync(arguments, settings, backend, web, end, ct);
    }

    private static async Task<int> ListenAsync(SiloArguments arguments, SiloSettings settings, IClusterBackend backend, WebApplicationBuilder web, EndSignal end, CancellationToken ct)
    {
        Socket front;
        try
        {
            front = arguments.ListenFd is { } descriptor ? FrontSockets.Inherited(descriptor) : await FrontSockets.OpenAsync(arguments.Host, arguments.Port, ct);
        }
        catch (SocketException e)
        {
            if (arguments.ListenFd is { } descriptor) return ExitCodes.Fail(ExitCodes.CannotListen, $"cannot listen: the descriptor {descriptor} is no socket of this process ({e.Message})");
            string why = e.SocketErrorCode == SocketError.AddressAlreadyInUse ? "the port is taken; stop the program that has it, or choose another with --port" : e.Message;
            return ExitCodes.Fail(ExitCodes.CannotListen, $"cannot listen on {arguments.Host}:{arguments.Port}: {why}");
        }

        using (front)
        {
            if (IsTaken(arguments.SiloPort))
                return ExitCodes.Fail(ExitCodes.CannotListen, $"cannot listen on the port {arguments.SiloPort} between silos: it is taken; stop the program that has it, or choose another with --silo-port");
            try
            {
                await using var silo = new RunningSilo(arguments, settings, backend, web, front);
                return await silo.RunAsync(end.Asked);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return ExitCodes.Fail(ExitCodes.CannotUseData, e.Message.StartsWith("cannot", StringComparison.Ordinal) ? e.Message : $"cannot use the data folder {arguments.DataFolder}: {e.Message}");
            }
        }
    }

    private static async Task EndAtOnceAsync(Task asked)
    {
        await asked;
        // Nothing acknowledged is lost by that: it is what kill -9 does.
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }

    private static string? ProblemOf(SiloArguments arguments)
    {
        string dataFolder = arguments.DataFolder;
        try
        {
            Directory.CreateDirectory(dataFolder);
            string probe = Path.Combine(dataFolder, $"probe.{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return arguments.Clustering == ClusterBackends.Local ? DataFolderCheck.Problem(dataFolder) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot use the data folder {dataFolder}: {e.Message}";
        }
    }

    private static bool IsTaken(int port)
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            probe.Listen(1);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
