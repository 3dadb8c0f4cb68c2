import type { Connection, WorkspaceEdit } from "vscode-languageserver";
import { Utils } from "vscode-uri";
import {
  CHECKOUT_REQUEST,
  type ConfigParams,
  EFFECTIVE_REQUEST,
  type EffectiveLine,
  EXPLAIN_REQUEST,
  type ExplainParams,
  type Explanation,
  UP_TO_DATE_REQUEST,
} from "../../../protocol/commands";
import {
  type HuggingFaceModel,
  NEW_CONFIG_REQUEST,
  NEW_CONFIG_SIZES_REQUEST,
  NEW_FROM_HUGGING_FACE_REQUEST,
  type NewConfigParams,
  type NewConfigSize,
  type NewHuggingFaceConfig,
} from "../../../protocol/newConfig";
import { loadDocumentation } from "../arguments/loadDocumentation";
import { bringUpToDate } from "../features/bringUpToDate";
import { checkoutPage } from "../features/checkoutPage";
import { effectivePage, effectiveValues, type EffectiveLine as PageLine } from "../features/effective";
import { entryAt } from "../features/entriesAt";
import { explainArgument } from "../features/explainArgument";
import { newConfigFrom } from "../features/huggingFace/newConfig";
import { newConfig } from "../features/newConfig/newConfig";
import { MODEL_SIZES } from "../features/newConfig/sizes";
import { linesOf, offsetIn, rangeOf } from "../features/ranges";
import { parsePythonJson } from "../tokenizers/json";
import { parseUri } from "../workspace/uris";
import type { OpenConfigs } from "./openConfigs";

/** Answers what the client's commands ask. */
export function answerCommands(connection: Connection, configs: OpenConfigs): void {
  connection.onRequest(EXPLAIN_REQUEST, async (params: ExplainParams): Promise<Explanation | null> => {
    const name = "name" in params ? params.name : await nameAt(params, configs);
    const explanation = name && explainArgument(name, await loadDocumentation());
    return name && explanation ? { name, ...explanation } : null;
  });
  connection.onRequest(
    EFFECTIVE_REQUEST,
    async ({ uri }: ConfigParams): Promise<readonly EffectiveLine[] | null> => {
      const launch = (await configs.get(uri))?.result.launch;
      return launch ? effectivePage(effectiveValues(launch), fileName).map(withPlace) : null;
    },
  );
  connection.onRequest(CHECKOUT_REQUEST, async ({ uri }: ConfigParams): Promise<string | null> => {
    const target = (await configs.get(uri))?.result.launch.target;
    return target?.kind === "checkout" ? checkoutPage(target) : null;
  });
  connection.onRequest(NEW_CONFIG_SIZES_REQUEST, (): readonly NewConfigSize[] => MODEL_SIZES);
  connection.onRequest(NEW_CONFIG_REQUEST, ({ kind, size }: NewConfigParams): string | null => {
    const [first] = MODEL_SIZES;
    const wanted = MODEL_SIZES.find(({ name }) => name === size) ?? first;
    return wanted ? newConfig(kind, wanted) : null;
  });
  connection.onRequest<NewHuggingFaceConfig, void>(
    NEW_FROM_HUGGING_FACE_REQUEST,
    (model: HuggingFaceModel): Promise<NewHuggingFaceConfig> => configOf(model, configs),
  );
  connection.onRequest(UP_TO_DATE_REQUEST, async ({ uri }: ConfigParams): Promise<WorkspaceEdit | null> => {
    const config = await configs.get(uri);
    return (config && bringUpToDate(config.file, config.result.findings, configs.versionOfFile)) ?? null;
  });
}

async function configOf(
  { name, text, uri }: HuggingFaceModel,
  configs: OpenConfigs,
): Promise<NewHuggingFaceConfig> {
  return newConfigFrom(parsePythonJson(new TextEncoder().encode(text)), name, await configs.targetAt(uri));
}

/** Where a file sets what the line shows: the key with its value. */
function withPlace({ text, setting }: PageLine): EffectiveLine {
  if (setting === undefined) return { text };
  const { file, entry, name } = setting;
  return { text, place: { key: name, uri: file.path, range: rangeOf(file.document, entry.span) } };
}

function fileName(uri: string): string {
  return Utils.basename(parseUri(uri));
}

/** The path of the entry at a place, `optimizer.params.lr`. */
async function nameAt(
  { uri, position }: Exclude<ExplainParams, { readonly name: string }>,
  configs: OpenConfigs,
): Promise<string | undefined> {
  const config = await configs.get(uri);
  if (config === undefined) return undefined;
  const { document } = config.file;
  return entryAt(document, offsetIn(linesOf(document), position))?.path.join(".");
}
