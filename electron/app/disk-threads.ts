/**
 * How many file operations may wait for the disk at once. Of Node's four, files that are made durable take all, and
 * whatever else wants to read or write waits behind them: 5,000 files of 100 KB took nearly twice as long. Node looks
 * at it when it first touches a file, so this module is imported before all others; where a system does not see the
 * change (Windows), it stays at four.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '16';
