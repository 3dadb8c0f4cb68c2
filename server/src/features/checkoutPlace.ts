import type { Location } from "vscode-languageserver-types";
import type { SourcePlace } from "../arguments/argument";
import type { Launch } from "../launch/launch";
import type { Target } from "../launch/target";

/** The URI of a file of a checkout; undefined where its folder has none. */
export function placeUri({ path }: SourcePlace, target: Target): string | undefined {
  return target.kind === "checkout" && target.root !== undefined ? `${target.root}/${path}` : undefined;
}

/** Where the user's own gpt-neox declares an argument. */
export function declarationOf(name: string, { catalogue, target }: Launch): Location | undefined {
  const place = catalogue.get(name)?.place;
  const uri = place && placeUri(place, target);
  if (place === undefined || uri === undefined) return undefined;
  const { line, character, span } = place;
  const start = { line, character };
  return { uri, range: { start, end: { line, character: character + span.end - span.start } } };
}
