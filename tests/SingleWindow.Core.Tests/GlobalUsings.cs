global using CsCheck;
global using SingleWindow.Core.Applications;
global using SingleWindow.Core.Shared;
// System has an ApplicationId too.
global using ApplicationId = SingleWindow.Core.Applications.ApplicationId;
