namespace GaOrleans.Engine.Accounts;

/// <summary>A login that a first start made. The password is to be shown now or never.</summary>
/// <param name="Email">Whose.</param>
/// <param name="Password">The password; only its hash is kept.</param>
/// <param name="IsStaff">Whether it runs the service, rather than owns the demo merchant.</param>
public sealed record DemoLogin(string Email, string Password, bool IsStaff);
