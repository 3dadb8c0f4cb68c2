import { folderPath } from "../base/folderPath";
import type { Disk } from "../bytes/disk";

/** Versions of installed packages, by the name that pip normalises (PEP 503). */
export type Installed = ReadonlyMap<string, string>;

/**
 * The packages of a Python by the names of their `dist-info` folders (PEP 376): no file is opened and nothing is run.
 * `python` is the URI of a virtual environment, of a prefix, or of the interpreter in its `bin`. Undefined where no
 * `site-packages` is found.
 */
export async function installedPackages(disk: Disk, python: string): Promise<Installed | undefined> {
  const prefix = folderPath(python).replace(/\/bin\/[^/]+$/, "");
  const libraries = (await disk.names(`${prefix}/lib`)) ?? [];
  const folders = [
    ...libraries.filter((name) => /^python3\.\d+t?$/.test(name)).map((name) => `${prefix}/lib/${name}`),
    `${prefix}/Lib`,
    prefix,
  ];
  for (const folder of folders) {
    const names = await disk.names(folder === prefix ? prefix : `${folder}/site-packages`);
    const found = names?.flatMap(packageOf) ?? [];
    if (found.length > 0) return new Map(found);
  }
  return undefined;
}

/** `flash_attn-2.5.6.dist-info`: a name without dashes, and a version. */
function packageOf(folder: string): (readonly [string, string])[] {
  const [, name, version] = /^([^-]+)-([^-]+)\.(?:dist|egg)-info$/.exec(folder) ?? [];
  return name === undefined || version === undefined ? [] : [[normalName(name), version]];
}

export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}
