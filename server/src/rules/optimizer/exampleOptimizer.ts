/** The block `optimizer` for the examples of rules. */
export function exampleOptimizer(type: string): string {
  return `optimizer:\n  type: ${type}\n  params:\n    lr: 0.0006\n`;
}
