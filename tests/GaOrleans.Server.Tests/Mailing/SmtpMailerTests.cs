using System.Text;
using System.Text.RegularExpressions;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Hosting.Mailing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Server.Tests.Mailing;

public sealed partial class SmtpMailerTests
{
    [Fact]
    public async Task Message_ArrivesWithBothPartsAndItsAttachment()
    {
        await using var server = new FakeSmtpServer();
        var mail = new Mail("ada@example.com", "Wöchentlich: example.com", "Plain ünd simple\n.\nafter a dot", "<p>Rich &amp; simple</p>")
        {
            UnsubscribeUrl = new Uri("https://stats.example.com/notices/unsubscribe?t=abc"),
            Attachments = [new MailAttachment("sources.csv", "text/csv; charset=utf-8", "a,b\r\n1,2\r\n"u8.ToArray())],
        };
        SendOutcome outcome = await MailerTo(server).SendAsync(mail, CancellationToken.None);

        Assert.True(outcome.IsSent, outcome.Detail);
        Assert.Contains("MAIL FROM:<noreply@example.com>", server.Commands);
        Assert.Contains("RCPT TO:<ada@example.com>", server.Commands);
        string message = Assert.Single(server.Messages);
        Assert.Contains("\nList-Unsubscribe: <https://stats.example.com/notices/unsubscribe?t=abc>\n", message, StringComparison.Ordinal);
        Assert.Contains("\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n", message, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", message, StringComparison.Ordinal);
        Assert.Contains("Message-ID: <", message, StringComparison.Ordinal);
        Assert.Contains("multipart/mixed", message, StringComparison.Ordinal);
        Assert.Contains("multipart/alternative", message, StringComparison.Ordinal);
        Assert.Contains("name=sources.csv", message, StringComparison.Ordinal);
        string[] parts = [.. Decoded(message)];
        Assert.Equal(["Plain ünd simple\n.\nafter a dot", "<p>Rich &amp; simple</p>", "a,b\r\n1,2\r\n"], parts);
    }

    [Theory]
    [InlineData("hello\r\nBcc: eve@example.com")]
    [InlineData("hello\nBcc: eve@example.com")]
    [InlineData("hello\u2028Bcc: eve@example.com")]
    [InlineData("=?utf-8?q?x?=\r\n\r\nbody")]
    public async Task Subject_AddsNoHeader_WhateverItHolds(string subject)
    {
        await using var server = new FakeSmtpServer();
        SendOutcome outcome = await MailerTo(server).SendAsync(new Mail("ada@example.com", subject, "text"), CancellationToken.None);
        Assert.True(outcome.IsSent, outcome.Detail);
        string head = server.Messages[0].Split("\n\n")[0];
        Assert.DoesNotMatch("(?m)^Bcc:", head);
        Assert.Single(server.Commands, command => command.StartsWith("RCPT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ada@example.com, eve@example.com")]
    [InlineData("ada@example.com\r\nRCPT TO:<eve@example.com>")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("")]
    public async Task Recipient_IsRefused_WhenItIsNotOneAddress(string to)
    {
        await using var server = new FakeSmtpServer();
        SendOutcome outcome = await MailerTo(server).SendAsync(new Mail(to, "s", "t"), CancellationToken.None);
        Assert.False(outcome.IsSent);
        Assert.False(outcome.MayRetry);
        Assert.Empty(server.Commands);
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", false)]
    [InlineData("RCPT", "450 mailbox busy", true)]
    [InlineData("MAIL", "421 too many", true)]
    [InlineData("DATA", "554 spam", false)]
    public async Task Refusal_SaysWhetherTryingAgainHelps(string command, string answer, bool mayRetry)
    {
        await using var server = new FakeSmtpServer();
        server.Answers[command] = answer;
        SendOutcome outcome = await MailerTo(server).SendAsync(new Mail("ada@example.com", "s", "t"), CancellationToken.None);
        Assert.False(outcome.IsSent);
        Assert.Equal(mayRetry, outcome.MayRetry);
        Assert.NotNull(outcome.Detail);
    }

    [Fact]
    public async Task Server_ThatSaysNothing_IsGivenUp()
    {
        await using var server = new FakeSmtpServer();
        server.Answers["EHLO"] = "";
        SendOutcome outcome = await MailerTo(server, options => options.TimeoutSeconds = 1).SendAsync(new Mail("ada@example.com", "s", "t"), CancellationToken.None);
        Assert.False(outcome.IsSent);
        Assert.True(outcome.MayRetry);
    }

    [Fact]
    public async Task Password_IsNotSent_WhenTheServerHasNoEncryption()
    {
        await using var server = new FakeSmtpServer();
        SendOutcome outcome = await MailerTo(server, options =>
        {
            options.Security = MailSecurity.StartTls;
            (options.User, options.Password) = ("ada", "secret");
        }).SendAsync(new Mail("ada@example.com", "s", "t"), CancellationToken.None);
        Assert.False(outcome.IsSent);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_ThatIsAway_MayComeBack()
    {
        int port;
        await using (var server = new FakeSmtpServer()) port = server.Port;
        var mailer = new SmtpMailer(new MailOptions { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "noreply@example.com" }, NullLogger<SmtpMailer>.Instance);
        SendOutcome outcome = await mailer.SendAsync(new Mail("ada@example.com", "s", "t"), CancellationToken.None);
        Assert.False(outcome.IsSent);
        Assert.True(outcome.MayRetry);
    }

    [Theory]
    [InlineData("smtp.example.com", 587, MailSecurity.StartTls, "GaOrleans <noreply@example.com>", null, null, null)]
    [InlineData("smtp.example.com", 465, MailSecurity.StartTls, "noreply@example.com", null, null, "465")]
    [InlineData("smtp.example.com", 587, MailSecurity.None, "noreply@example.com", "ada", "secret", "in the open")]
    [InlineData("smtp.example.com", 587, MailSecurity.StartTls, "nobody", null, null, "Mail:From")]
    [InlineData("smtp.example.com", 587, MailSecurity.StartTls, "noreply@example.com", "ada", null, "belong together")]
    [InlineData(null, 587, MailSecurity.StartTls, null, "ada", "secret", "Mail:Host")]
    public void Settings_SayWhatIsWrong(string? host, int port, MailSecurity security, string? from, string? user, string? password, string? problem)
    {
        string? found = new MailOptions { Host = host, Port = port, Security = security, From = from, User = user, Password = password }.Problem();
        if (problem is null) Assert.Null(found);
        else Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    private static SmtpMailer MailerTo(FakeSmtpServer server, Action<MailOptions>? change = null)
    {
        var options = new MailOptions { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "GaOrleans <noreply@example.com>" };
        change?.Invoke(options);
        return new SmtpMailer(options, NullLogger<SmtpMailer>.Instance);
    }

    // What stands in base64 between headers and the next boundary.
    private static IEnumerable<string> Decoded(string message) => Base64Part().Matches(message)
        .Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part.Groups[1].Value.Replace("\n", "", StringComparison.Ordinal))));

    [GeneratedRegex("(?i)content-transfer-encoding: base64\n(?:[^\n]+\n)*\n([A-Za-z0-9+/=\n]+)\n", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Base64Part();
}
