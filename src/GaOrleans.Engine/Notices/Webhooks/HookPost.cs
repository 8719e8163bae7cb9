namespace GaOrleans.Engine.Notices.Webhooks;

/// <summary>Something to post.</summary>
/// <param name="Url">Where.</param>
/// <param name="Secret">Signs it.</param>
/// <param name="DeliveryId">The same for every try of the same notice, so that who receives it twice can tell.</param>
/// <param name="Body">JSON in UTF-8.</param>
public sealed record HookPost(string Url, string Secret, string DeliveryId, ReadOnlyMemory<byte> Body);
