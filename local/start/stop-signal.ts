const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** The terminal sends Ctrl-C to npm and to us, and npm forwards it: both are the same one. */
const SAME_CTRL_C_MS = 1000;

/** Aborts on Ctrl-C, and lets the work under way finish. The next Ctrl-C stops at once. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  let firstMs: number | undefined;
  for (const [name, exitCode] of Object.entries(EXIT_CODES)) {
    process.on(name, () => {
      firstMs ??= Date.now();
      if (Date.now() - firstMs > SAME_CTRL_C_MS) process.exit(exitCode);
      process.exitCode = exitCode;
      stop.abort();
    });
  }
  return stop.signal;
}
