import type { Documentation } from "./documentation";

/** What keys mean, in English; read when somebody first asks for it, as most checks never do. */
export async function loadDocumentation(): Promise<Documentation> {
  return (await import("./documentation")).english;
}
