using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Buckets;

/// <summary>What buckets log.</summary>
internal static partial class BucketLog
{
    [LoggerMessage(EventId = 201, Level = LogLevel.Critical, Message = "{Message}; the bytes are kept in blob {Blob}, reports of the hour fail until they are restored, and counting goes on in a new bucket")]
    internal static partial void Damaged(ILogger logger, string message, string blob);

    [LoggerMessage(EventId = 202, Level = LogLevel.Warning, Message = "cannot save bucket {Bucket}: its hits stay in the log, and saving is tried again until it works")]
    internal static partial void SaveFails(ILogger logger, Exception fault, string bucket);

    [LoggerMessage(EventId = 203, Level = LogLevel.Information, Message = "bucket {Bucket} is saved again")]
    internal static partial void SavedAgain(ILogger logger, string bucket);

    [LoggerMessage(EventId = 204, Level = LogLevel.Warning, Message = "bucket {Bucket} was written by another activation: this one drops its memory and the next reads what was stored")]
    internal static partial void Conflict(ILogger logger, string bucket);

    [LoggerMessage(EventId = 205, Level = LogLevel.Error, Message = "cannot count what stands at {Partition}:{Offset} for bucket {Bucket}: {Reason}; it is kept among the dead letters")]
    internal static partial void DeadLetter(ILogger logger, string bucket, int partition, long offset, string reason);

    [LoggerMessage(EventId = 206, Level = LogLevel.Warning, Message = "cannot delete old blobs of bucket {Bucket}; it is tried again with the next save")]
    internal static partial void LeftoversStay(ILogger logger, Exception fault, string bucket);

    [LoggerMessage(EventId = 207, Level = LogLevel.Warning, Message = "cannot tell partition {Partition} of the log what is saved; it is tried again")]
    internal static partial void MarksFail(ILogger logger, Exception fault, int partition);

    [LoggerMessage(EventId = 208, Level = LogLevel.Debug, Message = "cannot tell merchant {Merchant} that a bucket changed; the next change is told again")]
    internal static partial void ChangeFails(ILogger logger, Exception fault, int merchant);

    [LoggerMessage(EventId = 209, Level = LogLevel.Warning, Message = "cannot seal bucket {Bucket}; it stays open and is tried again")]
    internal static partial void SealFails(ILogger logger, Exception fault, string bucket);

    [LoggerMessage(EventId = 210, Level = LogLevel.Warning, Message = "cannot read the missed hits of bucket {Bucket} from the log; it is tried again")]
    internal static partial void CatchUpFails(ILogger logger, Exception fault, string bucket);
}
