/** The files that are not open in the editor. */
export interface FileSystem {
  /** The text of a file by its URI; undefined when it is absent, unreadable or out of reach. */
  readText(uri: string): Promise<string | undefined>;
}
