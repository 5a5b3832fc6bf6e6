global using ImageGen.TestKit;
