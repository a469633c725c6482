// By name: the load program's own shop process would stand beside the tests'.
global using FreePort = ScaleMart.LoadTests.Processes.FreePort;
global using Repository = ScaleMart.LoadTests.Processes.Repository;
global using TemporaryFolder = ScaleMart.LoadTests.Processes.TemporaryFolder;
