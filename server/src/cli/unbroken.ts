const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** Does work that nothing but SIGKILL breaks off: a signal that comes meanwhile ends the process afterwards. */
export async function unbroken(work: () => void): Promise<void> {
  let caught: NodeJS.Signals | undefined;
  const wait = (signal: NodeJS.Signals) => {
    caught = signal;
  };
  for (const signal of SIGNALS) process.on(signal, wait);
  try {
    work();
    // Node tells of signals between its turns.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    for (const signal of SIGNALS) process.off(signal, wait);
  }
  if (caught !== undefined) process.kill(process.pid, caught);
}
