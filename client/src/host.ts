/** Whether this is one of VS Code's processes, and not a worker of a browser: only then the server is on the machine whose files the editor names. */
export const isProcess = typeof process === "object" && process.versions?.node !== undefined;
