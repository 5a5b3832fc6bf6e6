namespace ImageGen.ServiceDefaults.Configuration;

/// <summary>The configuration can not work. The message is one line for the person who starts the program.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
