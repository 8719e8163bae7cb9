using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Reporting;
using GaOrleans.Engine.Notices.Sending;
using GaOrleans.Engine.Notices.Webhooks;
using GaOrleans.Engine.Notices.Writing;
using GaOrleans.Engine.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GaOrleans.Engine.Notices;

/// <summary>Puts schedules and alerts into a program that has <see cref="IConfigurationStore"/>, <see cref="IRecordStore"/>, <see cref="Reports.ReportService"/>, <see cref="IMailer"/> and a clock.</summary>
public static class NoticeServices
{
    /// <summary>Registers everything, and the service that sends what is due unless the settings say no. <see cref="INoticeLinks"/> may be registered by whoever has pages.</summary>
    /// <param name="services">Of the program.</param>
    /// <param name="options">Checked settings.</param>
    public static void AddNotices(this IServiceCollection services, NoticeOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<NoticeDocuments>();
        services.AddSingleton<NoticeLog>();
        services.AddSingleton<Unsubscribes>();
        services.AddSingleton<HookSecrets>();
        services.AddSingleton<WebhookSender>(provider => new WebhookSender(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ScheduleReports>();
        services.AddSingleton<AlertReports>();
        services.AddSingleton<NoticeMails>(provider => new NoticeMails(provider.GetService<INoticeLinks>()));
        services.AddSingleton<SendingRules>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<NoticeDesk>();
        services.AddSingleton<NoticeTurns>();
        if (options.Enabled) services.AddHostedService<NoticeRunner>();
    }
}
