import { DroverError } from '../../src/core/errors.ts';
import type { CommandOptions, CommandResult, FactSource, FileStat, HostReader } from '../../src/core/host.ts';
import { parseGroup, parsePasswd } from '../../src/host/accounts.ts';
import { Prediction } from '../../src/host/prediction.ts';

/** A file by its text, or with mode and owner; `directory: true` makes a directory, `link` a symbolic link. */
export type MemoryFile =
  | string
  | {
      readonly content?: string | Uint8Array;
      readonly link?: string;
      readonly directory?: true;
      readonly mode?: number;
      readonly uid?: number;
      readonly gid?: number;
    };

export type Answer = string | { readonly code?: number; readonly stdout?: string; readonly stderr?: string };

/**
 * What a command line answers (`'xbps-query -l'`), fixed or worked out when asked; a function may alter the host, as
 * the command would.
 */
export type Script = Readonly<Record<string, Answer | ((host: MemoryHost, options: CommandOptions) => Answer)>>;

export interface MemoryHostOptions {
  readonly files?: Readonly<Record<string, MemoryFile>>;
  readonly commands?: Script;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly online?: boolean;
}

/**
 * A host in memory for module tests. Files work as on a real one; commands come from the script, and a command that
 * is not in it throws, so that a missing fixture cannot pass. `prediction()` gives the check run's host over it.
 */
export class MemoryHost extends Prediction {
  /** The command lines that `run` was given, in order. */
  readonly ran: string[] = [];
  /** The command lines that `query` was given, in order. */
  readonly queried: string[] = [];
  readonly #commands: Script;
  readonly #facts: FactSource;
  readonly #online: boolean;

  constructor(options: MemoryHostOptions = {}) {
    super(nothing);
    const facts = new Map(Object.entries(options.facts ?? {}));
    this.#commands = options.commands ?? {};
    this.#facts = factsOf(facts);
    this.#online = options.online ?? true;
    for (const [path, file] of Object.entries(options.files ?? {})) this.put(path, file);
  }

  override get facts(): FactSource {
    return this.#facts;
  }

  override get online(): boolean {
    return this.#online;
  }

  /** Places a file, with the directories above it where they are missing. */
  put(path: string, file: MemoryFile): void {
    const { content, link, directory, mode, uid, gid } = typeof file === 'string' ? { content: file } : { content: '', ...file };
    const parts = path.split('/').slice(1, -1);
    parts.forEach((_, i) => {
      const above = `/${parts.slice(0, i + 1).join('/')}`;
      if (this.stat(above) === undefined) this.makeDirectory(above);
    });
    if (link !== undefined) this.symlink(link, path);
    else if (directory) this.makeDirectory(path);
    else this.writeFile(path, content ?? '');
    if (uid !== undefined || gid !== undefined) this.setOwner(path, uid, gid, { follow: false });
    if (mode !== undefined) this.setMode(path, mode);
  }

  prediction(): Prediction {
    return new Prediction(this);
  }

  override which(program: string): string | undefined {
    return super.which(program) ?? this.#scripted(program);
  }

  override async query(file: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    this.queried.push([file, ...args].join(' '));
    return this.#answer(file, args, options);
  }

  override async run(file: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    this.ran.push([file, ...args].join(' '));
    return this.#answer(file, args, options);
  }

  /** A program that some scripted command line starts with exists on the host's PATH. */
  #scripted(program: string): string | undefined {
    const found = Object.keys(this.#commands).some((line) => line.split(' ')[0] === program);
    return found ? `/usr/bin/${program}` : undefined;
  }

  #answer(file: string, args: readonly string[], options: CommandOptions): CommandResult {
    const line = [file, ...args].join(' ');
    const scripted = this.#commands[line];
    if (scripted === undefined) throw new Error(`The memory host has no answer to the command "${line}"`);
    const given = typeof scripted === 'function' ? scripted(this, options) : scripted;
    const { code = 0, stdout = '', stderr = '' } = typeof given === 'string' ? { stdout: given } : given;
    const accept = options.accept ?? [0];
    if (accept !== 'any' && !accept.includes(code)) {
      throw new DroverError('COMMAND_FAILED', `Cannot run "${line}": exit code ${code}: ${stderr.trim()}`, {
        result: { rc: code, stdout, stderr, cmd: [file, ...args] },
      });
    }
    return { argv: [file, ...args], code, stdout, stderr };
  }
}

/** A memory host with the directories and accounts that every system has. */
export function emptyHost(options: MemoryHostOptions = {}): MemoryHost {
  return new MemoryHost({ ...options, files: { ...basics, ...options.files } });
}

const basics: Readonly<Record<string, MemoryFile>> = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
  '/etc/group': 'root:x:0:\nnogroup:x:65534:\n',
  '/root': { directory: true, mode: 0o700 },
  '/run': { directory: true },
  '/tmp': { directory: true, mode: 0o1777 },
  '/usr/bin': { directory: true },
  '/var/lib': { directory: true },
};

const top: FileStat = {
  ...{ type: 'directory', mode: 0o755, uid: 0, gid: 0, size: 4096, inode: 2, device: 1, links: 2 },
  ...{ atime: 0, mtime: 0, ctime: 0 },
};

/** Facts that are all there is, whatever is asked for. */
function factsOf(facts: ReadonlyMap<string, unknown>): FactSource {
  const snapshot = {
    get: (name: string) => facts.get(name.replace(/^ansible_/, '')),
    names: () => [...facts.keys()].map((name) => `ansible_${name}`),
  };
  return { get: (name) => facts.get(name), gather: () => snapshot, hold: () => {} };
}

function missing(path: string): never {
  throw new Error(`The memory host has nothing below "${path}"`);
}

/** A machine with a root directory and nothing in it. */
const nothing: HostReader = {
  stat: (path) => (path === '/' ? top : undefined),
  lstat: (path) => (path === '/' ? top : undefined),
  readFile: missing,
  readText: missing,
  readLink: missing,
  list: (path) => (path === '/' ? [] : missing(path)),
  realPath: (path) => path,
  attributes: () => new Map(),
  users: () => parsePasswd(''),
  groups: () => parseGroup(''),
  which: () => undefined,
  query: (file) => missing(file),
  cached: (_topic, read) => read(),
  kept: (_topic, make) => make(),
  foresee: () => {},
  facts: factsOf(new Map()),
  online: true,
};
