const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** npm passes on a Ctrl-C that the terminal has sent to both of us: it is the same one. */
const SAME_CTRL_C_MS = 1000;

/** Aborts on Ctrl-C: what has begun is finished. On the next one, it is not. */
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
