using Orleans.Configuration;

namespace GaOrleans.Silo.Serving;

/// <summary>Leaves grains out of silos that only serve HTTP.</summary>
internal static class GrainRoles
{
    /// <summary>Takes all grain classes of this service from a silo: others host them.</summary>
    public static ISiloBuilder LeaveOutGrains(this ISiloBuilder silo) => silo.Configure<GrainTypeOptions>(types =>
        types.Classes.RemoveWhere(type => type.Assembly.GetName().Name?.StartsWith(nameof(GaOrleans), StringComparison.Ordinal) == true));
}
