namespace GaOrleans.Core.Buckets;

/// <summary>The dictionary-coded columns of a bucket. Persisted: values never change meaning.</summary>
public enum Column : byte
{
    /// <summary>Event name.</summary>
    Name = 0,

    /// <summary>Path of the page.</summary>
    Page = 1,

    /// <summary>Host name of the page.</summary>
    Hostname = 2,

    /// <summary>The encoded client section: country, device, browser and so on together.</summary>
    Client = 3,

    /// <summary>The encoded origin section: source, referrer, channel and UTM tags together.</summary>
    Origin = 4,

    /// <summary>The encoded properties together; an empty value for none.</summary>
    Props = 5,
}
