/** What `ansible.cfg` of a bundle says, as far as it changes the meaning of a run. */
export interface Settings {
  readonly inventory: readonly string[];
  readonly forceHandlers: boolean;
}

/** Reads the `[defaults]` of an ansible.cfg (ansible-core 2.18, INI with `#` and `;` comments). */
export function readSettings(text: string | undefined): Settings {
  const defaults = new Map<string, string>();
  let section = '';
  for (const line of (text ?? '').split('\n')) {
    const header = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) section = header.trim();
    const [, name, value] = /^([A-Za-z_]+)\s*[=:]\s*(.*?)(?:\s+;.*)?\s*$/.exec(line) ?? [];
    if (section === 'defaults' && name !== undefined && value !== undefined) defaults.set(name, value);
  }
  const inventory = (defaults.get('inventory') ?? '')
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');
  return { inventory, forceHandlers: /^(?:yes|true|on|1)$/i.test(defaults.get('force_handlers') ?? '') };
}
