using GaOrleans.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Server.Tests;

/// <summary>What staff sees of the log.</summary>
public sealed class RecentLogTests
{
    [Fact]
    public void Warnings_AreKept_ExceptThoseOfTheClustersFramework()
    {
        string mark = Guid.NewGuid().ToString("N")[..8];
        using ServiceProvider services = new ServiceCollection().AddLogging(ServiceHost.Configure).BuildServiceProvider();
        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        foreach (string source in new[] { "Orleans.Messaging", "GaOrleans.Cluster", "Microsoft.AspNetCore" })
        {
            ILogger logger = loggers.CreateLogger(source);
            logger.LogInformation("{Mark} information", mark);
            logger.LogWarning("{Mark} warning", mark);
            logger.LogError("{Mark} error", mark);
        }

        Assert.Equal(
            ["Microsoft.AspNetCore error", "Microsoft.AspNetCore warning", "GaOrleans.Cluster error", "GaOrleans.Cluster warning", "Orleans.Messaging error"],
            ServiceHost.Recent.Latest(200).Where(line => line.Text.StartsWith(mark, StringComparison.Ordinal)).Select(line => $"{line.Source}{line.Text[mark.Length..]}"));
    }
}
