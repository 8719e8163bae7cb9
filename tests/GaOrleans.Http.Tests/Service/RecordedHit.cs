using GaOrleans.Core.Hits;

namespace GaOrleans.Http.Tests.Service;

/// <summary>A hit that reached the sink, what the client sent for it, and the circumstances.</summary>
internal sealed record RecordedHit(Hit Hit, string Raw, string Envelope);
