namespace GaOrleans.Engine.Storage;

/// <summary>What is kept of a site's hits, for deleting it together with the site.</summary>
public interface ISiteData
{
    /// <summary>
    /// Removes a site from everything that reports read, for good: its buckets, and all hits of it that are in the log already or come later.
    /// Completes when that is safely stored; then no restart brings any of it back. Repeating it does no harm. Site numbers are never given again.
    /// The archive's files are not changed: they keep the raw hits until whoever runs the service deletes them.
    /// </summary>
    /// <param name="site">The site's number.</param>
    /// <param name="ct">Gives up waiting; once begun, the site is gone all the same.</param>
    /// <exception cref="IOException">It could not be stored; nothing was removed.</exception>
    ValueTask DeleteAsync(int site, CancellationToken ct);
}
