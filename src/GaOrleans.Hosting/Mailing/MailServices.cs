using GaOrleans.Engine.Notices.Mailing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Hosting.Mailing;

/// <summary>Puts the mailer that the settings ask for into a program.</summary>
public static class MailServices
{
    /// <summary>Registers <see cref="IMailer"/>. The one for the log says so when it is first asked for.</summary>
    /// <param name="services">Of the program.</param>
    /// <param name="options">Checked settings.</param>
    public static void AddMailing(this IServiceCollection services, MailOptions options)
    {
        if (string.IsNullOrEmpty(options.Host))
        {
            services.AddSingleton<IMailer, LogMailer>();
            return;
        }

        services.AddSingleton(options);
        services.AddSingleton<IMailer, SmtpMailer>();
    }
}
