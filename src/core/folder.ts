/** The folder that a file of the tree lies in; empty for one at its top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
