namespace GaOrleans.Engine.Configuration;

/// <summary>A web property whose hits are counted.</summary>
/// <param name="Id">Number, positive; never used again.</param>
/// <param name="MerchantId">Its owner.</param>
/// <param name="Domain">Unique name, lower case, without <c>www.</c></param>
/// <param name="Timezone">IANA name of the zone of its reports. It decides the buckets, so a change holds for hits from then on.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="CreatedMs">Milliseconds since 1970 UTC.</param>
/// <param name="Shards">Buckets an hour; more than 1 only for very busy sites.</param>
/// <param name="Blocked">Whether its hits are dropped.</param>
public sealed record Site(int Id, int MerchantId, string Domain, string Timezone, string Currency, long CreatedMs, int Shards = 1, bool Blocked = false);
