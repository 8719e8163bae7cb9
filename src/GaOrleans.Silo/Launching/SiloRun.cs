using System.Diagnostics;
using System.Globalization;

namespace GaOrleans.Silo.Launching;

/// <summary>One life of a silo's process.</summary>
internal sealed class SiloRun
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SiloRun> _successor = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly Action<string, string> _said;
    private readonly string _prefix;

    private SiloRun(Process process, string prefix, Action<string, string> said)
    {
        _process = process;
        _prefix = prefix;
        _said = said;
        process.OutputDataReceived += (_, e) => Show(e.Data, Console.Out);
        process.ErrorDataReceived += (_, e) => Show(e.Data, Console.Error);
        process.Start();
        // Read once: the process is forgotten a moment before its end is known.
        ProcessId = process.Id;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Ended = EndAsync();
    }

    /// <summary>Its process.</summary>
    public int ProcessId { get; }

    /// <summary>Completes when it serves.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when it has ended, with its exit code.</summary>
    public Task<int> Ended { get; }

    /// <summary>Completes when another was started in its place.</summary>
    public Task<SiloRun> Successor => _successor.Task;

    /// <summary>Whether it was told to end.</summary>
    public bool IsExpectedToEnd { get; private set; }

    /// <summary>Starts a process.</summary>
    /// <param name="number">The silo's number.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="said">Hears what it tells the launcher (<see cref="LauncherLine"/>).</param>
    public static SiloRun Start(int number, IEnumerable<string> arguments, Action<string, string> said)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // As a rule this program runs as "dotnet GaOrleans.Silo.dll"; published, it may be an executable of its own.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "GaOrleans.Silo.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return new SiloRun(new Process { StartInfo = start }, string.Create(CultureInfo.InvariantCulture, $"silo {number} | "), said);
    }

    /// <summary>Tells it to end in order; telling it again ends it at once.</summary>
    public void Terminate()
    {
        IsExpectedToEnd = true;
        if (!Ended.IsCompleted) LinuxCalls.Send(ProcessId, LinuxCalls.SigTerm);
    }

    /// <summary>Waits until it has ended, and ends it when that takes too long.</summary>
    public async Task EndWithinAsync(TimeSpan limit)
    {
        if (await Task.WhenAny(Ended, Task.Delay(limit)) == Ended) return;
        LinuxCalls.Send(ProcessId, LinuxCalls.SigKill);
        await Ended;
    }

    /// <summary>Says that another was started in its place.</summary>
    public void SucceededBy(SiloRun run) => _successor.TrySetResult(run);

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        int code = _process.ExitCode;
        _process.Close();
        return code;
    }

    private void Show(string? line, TextWriter to)
    {
        if (line is null) return;
        if (LauncherLine.TryRead(line) is not { } told)
        {
            to.WriteLine(_prefix + line);
            to.Flush();
            return;
        }

        if (told.Word == LauncherLine.Ready) _ready.TrySetResult();
        _said(told.Word, told.Text);
    }
}
