using System.Net;
using System.Net.Http.Headers;
using GaOrleans.Demo.Sending;

namespace GaOrleans.Demo.Tests;

public sealed class ServiceClientTests
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Send_WaitsAsAskedAndSendsTheSameAgain_WhenTheServiceIsBusy()
    {
        var answers = new Queue<HttpResponseMessage>([Busy(HttpStatusCode.TooManyRequests, 7), Busy(HttpStatusCode.ServiceUnavailable, 20), FakeService.Answer(HttpStatusCode.Accepted)]);
        var fake = new FakeService(_ => answers.Dequeue());
        var service = new ServiceClient(fake.Client(), _time);
        using var response = await service.Send(() => service.Request(HttpMethod.Post, "/v1/events", "k", new StringContent("body")), CancellationToken.None);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(27), _time.Waited);
        Assert.Equal(["body", "body", "body"], fake.Requests.Select(request => request.Body));
        Assert.Equal(2, service.Pauses);
    }

    [Fact]
    public async Task Send_BacksOff_WhenTheServiceDoesNotSayHowLong()
    {
        var answers = new Queue<HttpStatusCode>([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK]);
        var service = new ServiceClient(new FakeService(_ => FakeService.Answer(answers.Dequeue())).Client(), _time);
        using var response = await service.Send(() => service.Request(HttpMethod.Get, "/", null), CancellationToken.None);
        Assert.Equal(TimeSpan.FromMilliseconds(250 + 500 + 1000), _time.Waited);
    }

    [Fact]
    public async Task Send_SaysWhatToDo_WhenTheServiceCannotBeReached()
    {
        var service = new ServiceClient(new FakeService(_ => throw new HttpRequestException("connection refused")).Client(), _time);
        var failure = await Assert.ThrowsAsync<DemoFailureException>(() => service.Send(() => service.Request(HttpMethod.Get, "/", null), CancellationToken.None));
        Assert.Contains("cannot reach http://service.example/: connection refused; start the service", failure.Message, StringComparison.Ordinal);
    }

    private static HttpResponseMessage Busy(HttpStatusCode status, int seconds)
    {
        var answer = FakeService.Answer(status);
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        return answer;
    }
}
