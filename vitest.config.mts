import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/** Unit and protocol tests. Those that need an editor have runners of their own: test/editor and test/ui. */
export default defineConfig({
  test: {
    // A busy machine has taken ten times as long as a quiet one; what never ends is found by this as well.
    testTimeout: 120_000,
    // Many files wait for one process after the other, and Vitest alone would leave a core to itself.
    maxWorkers: availableParallelism(),
    // Tests that wait for a process of their own.
    maxConcurrency: availableParallelism(),
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/editor/**", "test/ui/**"],
  },
});
