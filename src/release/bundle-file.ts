/** A file or symbolic link of the bundle. Directories follow from the paths. */
export interface BundleFile {
  /** Below the bundle, without a slash in front. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly executable: boolean;
  /** Target of a symbolic link; undefined for a file. */
  readonly link?: string | undefined;
}
