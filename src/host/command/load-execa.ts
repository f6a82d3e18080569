let loading: Promise<typeof import('execa')> | undefined;

/** The library that starts programs, loaded when the first one is wanted: it costs as much as half a start of Node. */
export function loadExeca(): Promise<typeof import('execa')> {
  loading ??= import('execa');
  return loading;
}

/** Loads it while its files can be seen. A compiled executable has it inside. */
export async function loadBeforeRootChange(): Promise<void> {
  if (!process.getBuiltinModule('node:sea').isSea()) await loadExeca();
}
