import { readFileSync } from 'node:fs';
import { DroverError } from '../core/errors.ts';
import { Connection } from './connection.ts';
import { nomadConfig } from './nomad-config.ts';
import { codeOf } from './nomad-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A password for ansible-vault, with the ID it goes by; undefined for that of no ID. */
export interface VariablePassword {
  readonly id: string | undefined;
  readonly password: string;
}

/** `vault_password`, and `vault_password_ID` for an ID. */
const itemName = /^vault_password(?:_(.+))?$/;

/**
 * The passwords in a Nomad Variable, read through the task API with the task's own workload identity.
 * @param path such as `nomad/jobs/drover`, which tasks of that job may read
 * @throws DroverError `NOMAD_…`; `USAGE` for a variable without a password, or a task without an identity
 */
export async function vaultVariable(path: string, environment: Environment): Promise<VariablePassword[]> {
  const secrets = environment['NOMAD_SECRETS_DIR'] || '/secrets';
  const own = identity(`${secrets}/nomad_token`) ?? (environment['NOMAD_TOKEN'] || undefined);
  // Nomad takes that for the collector too, whatever its audience (seen with 2.0.6).
  const token = own ?? identity(`${secrets}/nomad_drover.jwt`);
  if (token === undefined) {
    throw new DroverError('USAGE', `Cannot read the Nomad Variable "${path}": the task has no workload identity`, {
      hint: 'add "identity { file = true }" to the task',
    });
  }
  const address = environment['NOMAD_ADDR'] || `unix://${secrets}/api.sock`;
  const connection = new Connection(nomadConfig({ ...environment, NOMAD_ADDR: address, NOMAD_TOKEN: token }));
  try {
    const call = { path: `/v1/var/${encodeURI(path)}`, what: `read the Nomad Variable "${path}"`, capability: 'variables: read' };
    const { body } = await connection.call<{ readonly Items?: Readonly<Record<string, string>> }>({ ...call, repeatable: true });
    return passwordsIn(path, body.Items ?? {});
  } finally {
    await connection.close();
  }
}

function passwordsIn(path: string, items: Readonly<Record<string, string>>): VariablePassword[] {
  const found = Object.entries(items).flatMap(([name, password]) => {
    const [matched, id] = itemName.exec(name) ?? [];
    return matched === undefined ? [] : [{ id, password: password.trim() }];
  });
  if (found.length > 0) return found;
  throw new DroverError('USAGE', `Cannot take vault passwords from the Nomad Variable "${path}": it has no item vault_password`, {
    hint: `nomad var put ${path} vault_password=…`,
  });
}

function identity(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
