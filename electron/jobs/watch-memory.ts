const everyMs = 100;

/**
 * Watches what the process takes while a foreign file is parsed: what inflates in a worker lies outside its heap,
 * which alone V8 limits.
 * @param growth bytes beyond those at the beginning at which `exceeded` is called
 * @returns the end of the watch
 */
export function watchMemory(growth: number, exceeded: () => void): () => void {
  const before = process.memoryUsage.rss();
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() - before > growth) exceeded();
  }, everyMs);
  return () => clearInterval(timer);
}
