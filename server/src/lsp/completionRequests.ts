import type {
  CancellationToken,
  CompletionItem,
  CompletionList,
  CompletionParams,
} from "vscode-languageserver";
import { loadDocumentation } from "../arguments/loadDocumentation";
import { beginningItems } from "../features/completion/beginnings";
import { commentCompletions } from "../features/completion/comments";
import { completing, resolveCompletion } from "../features/completion/completion";
import { type ListConfigs, nameInComment, nameInProject, nameItems } from "../features/completion/fileNames";
import { projectCompletions } from "../features/projectFile/completion";
import { isTooLong } from "../features/projectFile/isTooLong";
import type { ConfigFile } from "../launch/launch";
import { readingYaml } from "../yaml/read";
import { answering } from "./answering";
import type { OpenConfigs } from "./openConfigs";

/** What is offered depends on these besides the config. */
export interface CompletionNeeds {
  /** Whether a completion may say where the cursor goes. */
  readonly takesSnippets: boolean;
  /** Whether a text is the project file of a folder. */
  isProjectFile(uri: string): boolean;
  /** The folders and configs in a folder, by its path from the folder that a text lies in. */
  configsIn(uri: string, folder: string): ReturnType<ListConfigs>;
}

/** What is offered at a place: names of files, words of a comment or of the project file, keys and values of a config. */
export async function completionsFor(
  { textDocument: { uri }, position, context }: CompletionParams,
  configs: OpenConfigs,
  { takesSnippets, isProjectFile, configsIn }: CompletionNeeds,
  token: CancellationToken,
): Promise<CompletionItem[] | CompletionList | undefined> {
  const trigger = context?.triggerCharacter;
  const text = configs.textOf(uri);
  const isProject = isProjectFile(uri);
  if (text && isProject && isTooLong(text)) return [];
  const named = text && (isProject ? nameInProject : nameInComment)(text, position);
  if (text && named) return nameItems(text, position, named, (folder) => configsIn(uri, folder));
  // Only the folders of a name end with it.
  if (trigger === "/") return [];
  if (text && isProject) return projectCompletions(text, position, trigger);
  const config = await configs.get(uri);
  const findings = config?.result.findings.filter(({ file }) => file === config.file);
  const inComment = text && commentCompletions(text, position, findings, trigger);
  if (text === undefined || inComment !== undefined) return inComment;
  const beginnings = takesSnippets ? beginningItems(text, position) : [];
  const begun = await configs.beginningOf(uri);
  if (begun === undefined) return beginnings;
  // An editor keeps a list while one types on, and takes its edits for those of the text it asked about.
  const file = await fileWith(begun.file, text.getText(), token);
  const documentation = await loadDocumentation();
  const steps = completing(file, begun.launch, position, documentation, { trigger, takesSnippets });
  const found = await answering(steps, token);
  return { ...found, items: [...found.items, ...beginnings] };
}

/** The page beside an item that was offered. */
export async function resolvedCompletion(
  item: CompletionItem,
  configs: OpenConfigs,
): Promise<CompletionItem> {
  const begun = typeof item.data?.uri === "string" ? await configs.beginningOf(item.data.uri) : undefined;
  return begun === undefined ? item : resolveCompletion(item, begun.launch, await loadDocumentation());
}

/** The file with the text of a request, which may have been edited since. */
async function fileWith(file: ConfigFile, text: string, token: CancellationToken): Promise<ConfigFile> {
  if (file.document.text === text) return file;
  return { path: file.path, document: await answering(readingYaml(text), token) };
}
