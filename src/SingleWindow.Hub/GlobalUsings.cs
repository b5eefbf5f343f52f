// System has an ApplicationId too.
global using ApplicationId = SingleWindow.Core.Applications.ApplicationId;
