namespace GaOrleans.Engine.Notices.Documents;

/// <summary>Where a notice is posted.</summary>
/// <param name="Url">The address, http or https.</param>
/// <param name="SecretId">Names the secret that signs what is posted there; not the secret itself.</param>
public sealed record HookTarget(string Url, string SecretId);
