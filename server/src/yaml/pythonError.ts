/** What Python would raise while it constructs a value; `raises` is the exception's class name. */
export class PythonError extends Error {
  constructor(
    readonly raises: string,
    message: string,
  ) {
    super(message);
  }
}
