import { spawnSync } from "node:child_process";

/** The Python that asks a checkout of gpt-neox. */
export const PYTHON = process.env.PYTHON ?? "python3";
const has = (module: string) => spawnSync(PYTHON, ["-c", `import ${module}`]).status === 0;
export const isThere = has("yaml");
export const hasTorch = isThere && has("torch");
