import type { Diagnostic } from './diagnostic.ts';
import type { FileStat, FileType } from './host.ts';
import type { Jobs } from './jobs.ts';
import type { YamlNode } from './node.ts';
import type { Settings } from './settings/honoured.ts';
import type { Value } from './value/types.ts';
import type { OpenVault } from './value/vaulted.ts';

/**
 * What Ansible calls the controller: the files beside the playbook. In Drover this is the bundle. Relative
 * paths are paths of the bundle; absolute ones outside it are the managed machine's, which is the
 * controller too.
 */
export interface Controller {
  type(path: string): FileType | undefined;
  /**
   * What the tests of files see: a path of the bundle, else one of the machine, where a relative one starts at the process's
   * directory. `follow`: whether a link in the last place is followed.
   */
  look(path: string, follow: boolean): FileType | undefined;
  /**
   * A file's content, that of one encrypted with ansible-vault decrypted.
   * @throws DroverError `FILE_MISSING`, `VAULT_…`
   */
  read(path: string): Uint8Array;
  /** The bytes as they are stored, encrypted ones too. @throws DroverError `FILE_MISSING` */
  readStored(path: string): Uint8Array;
  /**
   * Keeps a file that only its owner may read; folders that are missing are made. A check run keeps it for itself.
   * @throws DroverError `UNSUPPORTED` for a path of a bundle that cannot be written, `HOST_…`
   */
  store(path: string, content: string): void;
  /** Opens what ansible-vault encrypted: `!vault` values. */
  readonly openVault: OpenVault;
  /** Names in a directory, sorted. */
  list(path: string): string[];
  /** Permission bits, times (seconds since 1970) and owner of a bundle file. */
  stat(path: string): ControllerStat;
  /** The bundle's directory as an absolute path, which `playbook_dir` and `role_path` begin with. */
  readonly directory: string;
  environment(name: string): string | undefined;
  /** A YAML file as it was parsed when the bundle was compiled; undefined for one that has to be read from its source. */
  parsed?(path: string): ParsedFile | undefined;
  /** Output of a shell command, for `lookup('pipe')`. */
  pipe(command: string, cwd: string): { readonly code: number; readonly stdout: string; readonly stderr: string };
}

/** What parsing a file without errors gives. */
export interface ParsedFile {
  readonly node: YamlNode;
  readonly warnings: readonly Diagnostic[];
}

export type ControllerStat = Pick<FileStat, 'mode' | 'mtime' | 'ctime' | 'size' | 'uid' | 'gid'>;

export interface RenderOptions {
  readonly trimBlocks?: boolean;
  readonly lstripBlocks?: boolean;
  readonly newlineSequence?: string;
  readonly blockStart?: string;
  readonly blockEnd?: string;
  readonly variableStart?: string;
  readonly variableEnd?: string;
  readonly commentStart?: string;
  readonly commentEnd?: string;
  /** Variables only this rendering sees (`template_path`, …). */
  readonly variables?: ReadonlyMap<string, Value>;
}

/** A module's view of the bundle and of the language, at the task that uses it. */
export interface TaskContext {
  readonly controller: Controller;
  readonly jobs: Jobs;
  /** Those of Ansible when absent. */
  readonly settings?: Pick<Settings, 'jinja2Native' | 'ansibleManaged'> | undefined;
  /** The run's variables at this task, rendered when read; undefined where there is none. */
  variable(name: string): Value | undefined;
  /**
   * Finds `src` as Ansible does: in the role's `folder`, the role, the task file's folder, the play's `folder`, the play.
   * @throws DroverError `FILE_MISSING` that lists the places tried
   */
  find(src: string, folder: 'files' | 'templates' | 'vars'): string;
  /** Renders a template's text with the rules of the template module. `path` names it in errors. */
  render(path: string, text: string, options?: RenderOptions): string;
  /** Evaluates an expression without braces (`debug: var=`, `assert: that=`). */
  evaluate(expression: string): Value;
  /** Evaluates a condition as `when` does. */
  condition(expression: Value): boolean;
}
