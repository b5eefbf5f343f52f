namespace SingleWindow.Hub;

/// <summary>Event ids of log messages: an operator looks them up in ops/runbooks. Never reused.</summary>
internal static class EventIds
{
    public const int RequestFailed = 900;
    public const int StoreBatchFailed = 1001;
    public const int StoreOpened = 1002;
    public const int StoreLockHeld = 1003;
    public const int StoreDeaf = 1004;
    public const int StoreAway = 1005;

    public const int MasterKeyCreated = 1101;
    public const int MasterKeyExposed = 1102;
    public const int KeysDestroyed = 1103;
    public const int ErasuresUnknown = 1104;

    public const int FeedConsumerFailed = 1201;
    public const int FeedConsumerRecovered = 1202;
    public const int ProjectionRebuilt = 1203;
    public const int ViewsForgotten = 1204;

    public const int DueWorkFailed = 1301;
    public const int DueWorkPollFailed = 1302;

    public const int LeaseTaken = 1311;
    public const int LeaseLost = 1312;
    public const int LeasesNotExtended = 1313;
    public const int ClockAstray = 1314;
    public const int LeaseCutOff = 1315;

    public const int ScanFailed = 1401;
    public const int OrphansRemoved = 1402;
    public const int SweepFailed = 1403;

    public const int LawBehind = 1501;

    public const int RowFailed = 1601;

    public const int BatchRowFailed = 1701;
    public const int BatchFailed = 1702;
}
