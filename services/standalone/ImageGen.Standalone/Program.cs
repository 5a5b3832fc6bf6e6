return await ImageGen.Standalone.StandaloneHost.RunAsync(args);
