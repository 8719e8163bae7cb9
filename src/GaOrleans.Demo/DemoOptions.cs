namespace GaOrleans.Demo;

/// <summary>What the command line says.</summary>
internal sealed record DemoOptions
{
    /// <summary>Where the service listens.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>Hits a second of live traffic; 0 for none.</summary>
    public double Rate { get; init; }

    /// <summary>Past days to fill, up to now; 0 for none.</summary>
    public int Days { get; init; }

    /// <summary>Visits of all sites together on a working day, when days are filled.</summary>
    public double VisitsPerDay { get; init; } = 5_000;

    /// <summary>Most live hits; 0 for no end.</summary>
    public long Hits { get; init; }

    /// <summary>Which of all possible traffic.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>A merchant's key that may ingest, and manage where sites are to be created; null to look elsewhere.</summary>
    public string? Key { get; init; }

    /// <summary>A staff key with which to create a merchant; null for none.</summary>
    public string? AdminKey { get; init; }

    /// <summary>The service's data directory, where it leaves the demo merchant's key.</summary>
    public string Data { get; init; } = "./data";
}
