type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment without what a run proves itself to the collector and to Nomad with, and without the vault's password:
 * neither the machine's programs nor the bundle have to do with that, and facts would show it.
 */
export function withoutTokens({
  DROVER_TOKEN: _,
  NOMAD_TOKEN_drover: __,
  NOMAD_TOKEN: ___,
  DROVER_VAULT_PASSWORD: ____,
  ...rest
}: Environment): Environment {
  return rest;
}
