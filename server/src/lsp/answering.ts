import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { inSlices, SUPERSEDED } from "../base/slices";
import type { Steps } from "../base/steps";

/**
 * Works on an answer slice by slice, so that nobody else waits for it, until it is there.
 * @throws ResponseError "request cancelled" where the client has given it up before.
 */
export async function answering<Answer>(steps: Steps<Answer>, token: CancellationToken): Promise<Answer> {
  const answer = await inSlices(steps, () => !token.isCancellationRequested);
  if (answer === SUPERSEDED) throw new ResponseError(LSPErrorCodes.RequestCancelled, "superseded");
  return answer;
}
