namespace ImageGen.ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData("/api/v1/callbacks/volcengine/c2VjcmV0", "/api/v1/callbacks/volcengine/{token}")]
    [InlineData("/API/v1/provider-inputs/c2VjcmV0/more", "/API/v1/provider-inputs/{token}")]
    [InlineData("/api/v1/shared/c2VjcmV0?download=1", "/api/v1/shared/{token}")]
    [InlineData("http://storage:8080/api/v1/provider-inputs/c2VjcmV0", "http://storage:8080/api/v1/provider-inputs/{token}")]
    [InlineData("/api/v1/jobs/job_1", "/api/v1/jobs/job_1")]
    public void A_trace_shows_no_token(string address, string shown) => Assert.Equal(shown, Telemetry.WithoutToken(address));
}
