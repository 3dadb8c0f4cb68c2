import { configDefaults, defineConfig } from "vitest/config";

/** Unit and protocol tests. Those that need an editor have runners of their own: test/editor and test/ui. */
export default defineConfig({
  test: {
    // For property tests on a busy machine.
    testTimeout: 30_000,
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/editor/**", "test/ui/**"],
  },
});
