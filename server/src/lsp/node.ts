import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { connectionOver } from "./client";
import { nodeFiles } from "./nodeFiles";
import { serve } from "./server";

/** Milliseconds between two looks at whether the client still lives. */
const LOOK_AT_CLIENT = 3000;

const [reader, writer] = process.argv.includes("--node-ipc")
  ? [new IPCMessageReader(process), new IPCMessageWriter(process)]
  : [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
const connection = connectionOver(createMessageConnection, reader, writer);
const exit = (code: number): void => process.exit(code);

serve(connection, { files: nodeFiles, exit, clientIs: exitWith });

/** Ends with the client's process, which may die without a word. */
function exitWith(processId: number): void {
  setInterval(() => {
    try {
      process.kill(processId, 0);
    } catch {
      exit(1);
    }
  }, LOOK_AT_CLIENT).unref();
}
