import type { ParsedFile } from '../../core/controller.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { decodeNode } from '../../language/compiled/decode-node.ts';
import type { CheckedPlaybook, FileEntry, Index } from './compiled-form.ts';

/** The parsed files that a bundle carries. Each is used only as long as its source is what it was made of. */
export class CompiledBundle {
  readonly #text: string;
  readonly #digest: (path: string) => string | undefined;
  readonly #files = new Map<string, { readonly entry: FileEntry; readonly place: number }>();
  readonly #playbooks: ReadonlyMap<string, CheckedPlaybook>;
  readonly #used = new Set<string>();
  readonly #stale = new Set<string>();

  /**
   * @param text what `compileTree` made
   * @param digest of a file as it is now; undefined where there is none any more
   */
  constructor(text: string, digest: (path: string) => string | undefined) {
    const start = text.indexOf('\n') + 1;
    const end = text.indexOf('\n', start);
    const { files, playbooks }: Index = JSON.parse(text.slice(start, end));
    this.#text = text;
    this.#digest = digest;
    this.#playbooks = new Map(playbooks);
    let place = end + 1;
    for (const entry of files) {
      const [path, , length] = entry;
      this.#files.set(path, { entry, place });
      place += length + 1;
    }
  }

  /**
   * A file of the bundle; undefined for one that was not compiled, or has changed since.
   * @param path the path that spans are to name
   * @param inside the same, below the bundle's directory and without `..`
   */
  parsed(path: string, inside: string): ParsedFile | undefined {
    const found = this.#files.get(inside);
    if (found === undefined) return undefined;
    const [, digest, length, warnings = []] = found.entry;
    if (this.#digest(inside) !== digest) {
      this.#stale.add(inside);
      return undefined;
    }
    this.#used.add(path);
    const node = decodeNode(this.#text.slice(found.place, found.place + length), path);
    return { node, warnings: warnings.map((warning) => inFile(warning, path)) };
  }

  /**
   * What checking a playbook warned of; undefined where it has to be checked.
   * @param files all files that it was parsed from, in that order
   */
  checked(playbook: string, files: readonly string[]): readonly Diagnostic[] | undefined {
    const known = this.#playbooks.get(playbook);
    if (known?.files.length !== files.length) return undefined;
    const isSame = files.every((path, i) => path === known.files[i] && this.#used.has(path));
    return isSame ? known.warnings : undefined;
  }

  /** The files that were asked for and have changed. */
  get stale(): readonly string[] {
    return [...this.#stale];
  }
}

function inFile(warning: Diagnostic, file: string): Diagnostic {
  return warning.span === undefined ? warning : { ...warning, span: { ...warning.span, file } };
}
