using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.WarmUp;
using GaOrleans.TestKit.Configuration;

namespace GaOrleans.Engine.Tests.Reports;

public class ReportWarmUpTests
{
    [Fact]
    public async Task WarmUp_HasEveryReportAnswered()
    {
        (InMemoryConfigurationStore store, _, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", "Europe/Berlin", TimeProvider.System);
        using (store) Assert.Equal(32 * (7 + 1 + (6 * 11)), await ReportWarmUp.RunAsync(store, TimeProvider.System, new ReportLimits(), CancellationToken.None));
    }

    [Fact]
    public async Task WarmUp_Ends_WhenToldTo()
    {
        (InMemoryConfigurationStore store, _, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", "Europe/Berlin", TimeProvider.System);
        using (store) Assert.Equal(0, await ReportWarmUp.RunAsync(store, TimeProvider.System, new ReportLimits(), new CancellationToken(canceled: true)));
    }
}
