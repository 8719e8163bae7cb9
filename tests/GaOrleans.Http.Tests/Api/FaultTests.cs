using System.Net;
using GaOrleans.Http.Tests.Service;

namespace GaOrleans.Http.Tests.Api;

/// <summary>What callers hear when the service fails behind an endpoint.</summary>
public sealed class FaultTests(HttpFixture service) : IClassFixture<HttpFixture>
{
    public static TheoryData<string, HttpStatusCode> Faults => new()
    {
        { nameof(IOException), HttpStatusCode.ServiceUnavailable },
        { nameof(OperationCanceledException), HttpStatusCode.ServiceUnavailable },
        { nameof(InvalidOperationException), HttpStatusCode.InternalServerError },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Faults_AreAnsweredInWordsThatTellNothingOfTheInside(string fault, HttpStatusCode status)
    {
        string domain = $"{fault}.example".ToLowerInvariant();
        await service.Configuration.AddSiteAsync(service.Configuration.FindSite("shop.example")!.MerchantId, domain, "Etc/UTC", "EUR", CancellationToken.None);
        service.DeletedSites.Fault = fault switch
        {
            nameof(IOException) => new IOException("inside"),
            nameof(OperationCanceledException) => new OperationCanceledException("inside"),
            _ => new InvalidOperationException("inside"),
        };

        using HttpResponseMessage answer = await service.SendAsync(HttpMethod.Delete, $"/api/v1/sites/{domain}", service.Key("all"));

        string body = await HttpFixture.BodyAsync(answer, status);
        Assert.StartsWith("""{"error":""", body, StringComparison.Ordinal);
        Assert.DoesNotContain("inside", body, StringComparison.Ordinal);
        Assert.Equal(status == HttpStatusCode.ServiceUnavailable, body.Contains("look first whether it was made", StringComparison.Ordinal));
        Assert.Equal(status == HttpStatusCode.ServiceUnavailable, answer.Headers.RetryAfter is not null);
    }
}
