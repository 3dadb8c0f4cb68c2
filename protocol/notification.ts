/**
 * A sentence for a notification or the prompt of an input, with names and values of a workspace in it: VS Code makes a
 * link of `[text](command:...)` there, and one click on it would run the command.
 */
export function notification(sentence: string): string {
  return sentence.replaceAll("](", "] (");
}
