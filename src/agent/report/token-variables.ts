type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment without what a run proves itself to the collector with: neither the machine's programs nor the bundle
 * have to do with that, and facts would show it.
 */
export function withoutTokens({ DROVER_TOKEN: _, NOMAD_TOKEN_drover: __, ...rest }: Environment): Environment {
  return rest;
}
