import type { FactContext, FactGroup, Facts } from './context.ts';

/** The host's Python, for which many roles ask; no fact where the host has none. */
export const pythonFacts: FactGroup = { collector: 'python', names: ['python'], gather, asksPrograms: true };

export const pythonVersionFacts: FactGroup = {
  collector: 'platform',
  names: ['python_version'],
  gather: ({ fact }) => versionText(fact('python')),
  asksPrograms: true,
};

/** Where Ansible looks for one, in its order (ansible-core 2.18, `INTERPRETER_PYTHON_FALLBACK`). */
const names = [
  ...['python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3.9', 'python3.8'],
  ...['/usr/bin/python3', 'python3'],
];

const question = `
import json, sys
try:
    import ssl
    has_ssl = hasattr(ssl, "SSLContext")
except ImportError:
    has_ssl = False
print(json.dumps({
    "version": dict(zip(("major", "minor", "micro", "releaselevel", "serial"), sys.version_info)),
    "version_info": list(sys.version_info),
    "executable": sys.executable,
    "has_sslcontext": has_ssl,
    "type": sys.implementation.name,
}))`;

function gather({ files, ask }: FactContext): Facts {
  for (const name of names) {
    if ((name.startsWith('/') ? files.stat(name) : files.which(name)) === undefined) continue;
    // A version manager leaves names behind that lead to no Python.
    const answer = ask(name, ['-c', question]);
    if (answer?.code === 0) return { python: JSON.parse(answer.stdout) };
  }
  return {};
}

const stages: Readonly<Record<string, string>> = { alpha: 'a', beta: 'b', candidate: 'rc' };

function versionText(python: unknown): Facts {
  const found = python as { readonly version_info: readonly [number, number, number, string, number] } | undefined;
  if (found === undefined) return {};
  const [major, minor, micro, level, serial] = found.version_info;
  const stage = stages[level];
  return { python_version: `${major}.${minor}.${micro}${stage === undefined ? '' : `${stage}${serial}`}` };
}
