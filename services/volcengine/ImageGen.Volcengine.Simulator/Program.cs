using ImageGen.Volcengine.Simulator;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
var options = configuration.GetSection("Simulator").Get<SimulatorOptions>() ?? new SimulatorOptions();
options.Url = configuration["ASPNETCORE_URLS"] ?? "http://127.0.0.1:8090";

await using var app = SimulatorApp.CreateConsole(options);
await app.RunAsync();
