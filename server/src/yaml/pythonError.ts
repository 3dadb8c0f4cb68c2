/**
 * What Python would raise; `raises` is the exception's class name. No `Error`: a file may raise it on every line, and
 * the stack trace that nobody sees costs more than the rest of the reader.
 */
export class PythonError {
  constructor(
    readonly raises: string,
    readonly message: string,
  ) {}

  /** As the last line of a traceback, for a log. */
  toString(): string {
    return `${this.raises}: ${this.message}`;
  }
}
