using GaOrleans.Engine.Operations;
using GaOrleans.Portal.Admin;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Tests.Admin;

/// <summary>What figures mean.</summary>
public sealed class HealthVerdictTests
{
    private static readonly ProcessHealth Well = new()
    {
        Name = "one", Role = "all", StartedMs = 0, AtMs = 10_000_000, FreshnessSeconds = 0.2, CheckpointAgeSeconds = 40, LogLag = 500, DamagedBuckets = 0, DamagedLogParts = 0,
        DiskFreeBytes = 50, DiskBytes = 100, Flushes = new LatencyQuantiles(1, 5, 100), Minutes = [new HealthMinute(0, 100, 20, 0, 0, 3)],
    };

    [Fact]
    public void NothingIsWrong_WhenAllIsWell() => Assert.Empty(HealthVerdict.Of([Well, Well with { Name = "two" }]));

    public static TheoryData<string, int> Cases() => new()
    {
        { "silent", 3 }, { "not ready", 3 }, { "damaged", 3 }, { "log", 3 }, { "failed", 3 }, { "disk full", 3 }, { "stale", 3 },
        { "disk", 2 }, { "late", 2 }, { "checkpoint", 2 }, { "slow", 2 }, { "refused", 2 }, { "errors", 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finding_NamesProcessAndKind(string what, int kind)
    {
        HealthFinding finding = Assert.Single(HealthVerdict.Of([Well, With(what)]));
        Assert.Equal(((NoticeKind)kind, "two"), (finding.Kind, finding.Process));
    }

    [Fact]
    public void WorstComesFirst_AndNoProcessAtAllIsBad()
    {
        Assert.Equal([NoticeKind.Error, NoticeKind.Warn], HealthVerdict.Of([With("slow"), With("failed")]).Select(finding => finding.Kind));
        Assert.Equal(NoticeKind.Error, Assert.Single(HealthVerdict.Of([])).Kind);
    }

    [Fact]
    public void RefusalsAndErrors_AreForgotten_AfterSomeMinutes()
    {
        HealthMinute quiet = new(0, 1, 0, 0, 0, 0);
        Assert.Empty(HealthVerdict.Of([Well with { Minutes = [quiet with { Failed = 9, Refused = 9 }, quiet, quiet, quiet, quiet, quiet], Log = [new LogLine(Well.AtMs - 301_000, true, "x", "old")] }]));
    }

    private static ProcessHealth With(string what)
    {
        ProcessHealth two = Well with { Name = "two" };
        HealthMinute minute = Well.Minutes[0];
        return what switch
        {
            "silent" => two with { AgeSeconds = 30, DamagedBuckets = 5 },
            "not ready" => two with { NotReadyBecause = "recovering" },
            "damaged" => two with { DamagedBuckets = 1 },
            "log" => two with { DamagedLogParts = 1 },
            "failed" => two with { Minutes = [minute with { Failed = 1 }] },
            "refused" => two with { Minutes = [minute with { Refused = 1 }] },
            "disk full" => two with { DiskFreeBytes = 2 },
            "disk" => two with { DiskFreeBytes = 9 },
            "stale" => two with { FreshnessSeconds = 4000 },
            "late" => two with { FreshnessSeconds = 61 },
            "checkpoint" => two with { CheckpointAgeSeconds = 400 },
            "slow" => two with { Flushes = new LatencyQuantiles(1, 500, 10) },
            _ => two with { Log = [new LogLine(two.AtMs, true, "x", "cannot")] },
        };
    }
}
