/** `file:function` of `file:line:function`; empty without one. */
export function functionOf(at: string | null | undefined): string {
  const [file = "", , name = ""] = (at ?? "").split(":");
  return `${file}:${name}`;
}
