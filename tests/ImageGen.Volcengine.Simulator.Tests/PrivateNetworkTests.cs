using System.Net;
using System.Net.Sockets;
using ImageGen.Volcengine.Simulator.Inputs;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

/// <summary>A demo lives on somebody's machine: what pages and links can make the simulator do must not reach into its network.</summary>
public sealed class PrivateNetworkTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_of_a_network_is_not_public(string address) => Assert.False(PublicNetwork.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("223.255.255.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("240e::1")]
    public void An_address_of_the_world_is(string address) => Assert.True(PublicNetwork.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_persons_link_into_it_is_not_followed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var simulator = await RunningSimulator.StartAsync();

        foreach (var host in new[] { "127.0.0.1", "localhost" })
        {
            var link = $"https://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}/a.png";
            Assert.Equal(50207, (await simulator.SubmitAsync(Orders.Of("a hat", ("image_urls", new[] { link })))).Code);
        }

        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("simulator", HttpStatusCode.OK)]
    [InlineData("rebind.evil.example", HttpStatusCode.BadRequest)]
    public async Task It_answers_to_its_own_names_only(string host, HttpStatusCode expected)
    {
        await using var simulator = await RunningSimulator.StartAsync(options => options.Hosts.Add("simulator"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_simulator/ledger");
        request.Headers.Host = host;
        Assert.Equal(expected, (await simulator.Http.SendAsync(request)).StatusCode);
    }
}
