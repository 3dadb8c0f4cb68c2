import { defineConfig } from "vitest/config";

/** One editor and one browser for all tests of a file; nothing at the same time on a small machine. */
export default defineConfig({
  test: {
    include: ["test/ui/*.test.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // A key is lost where the focus is still on its way, as on a busy machine; what is broken fails twice.
    retry: 1,
    // The editor answers after a second or a minute, as busy as the machine is.
    expect: { poll: { timeout: 60_000 } },
  },
});
