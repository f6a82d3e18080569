import type { AnyModule, ModuleRegistry } from '../core/module.ts';
import { apt } from './apt.ts';
import { assemble } from './assemble.ts';
import { assert } from './assert.ts';
import { asyncStatus } from './async-status.ts';
import { authorizedKey } from './authorized-key.ts';
import { blockinfile } from './blockinfile.ts';
import { command } from './command.ts';
import { copy } from './copy.ts';
import { debug } from './debug.ts';
import { fail } from './fail.ts';
import { file } from './file.ts';
import { find } from './find.ts';
import { gatherFacts } from './gather-facts.ts';
import { group } from './group.ts';
import { hostname } from './hostname.ts';
import { lineinfile } from './lineinfile.ts';
import { packageModule } from './package.ts';
import { packageFacts } from './package-facts.ts';
import { pause } from './pause.ts';
import { ping } from './ping.ts';
import { raw } from './raw.ts';
import { reboot } from './reboot.ts';
import { registryOf } from './registry.ts';
import { replace } from './replace.ts';
import { runit } from './runit.ts';
import { script } from './script.ts';
import { service } from './service.ts';
import { serviceFacts } from './service-facts.ts';
import { setFact } from './set-fact.ts';
import { setup } from './setup.ts';
import { shell } from './shell.ts';
import { slurp } from './slurp.ts';
import { stat } from './stat.ts';
import { sysctl } from './sysctl.ts';
import { systemd } from './systemd.ts';
import { tempfile } from './tempfile.ts';
import { template } from './template.ts';
import { user } from './user.ts';
import { waitFor } from './wait-for.ts';
import { xbps } from './xbps.ts';

/** Every module, by name; `scripts/new-module` adds a line. */
export const allModules: readonly AnyModule[] = [
  asyncStatus,
  waitFor,
  find,
  assemble,
  stat,
  slurp,
  setFact,
  replace,
  fail,
  debug,
  blockinfile,
  assert,
  apt,
  packageModule,
  lineinfile,
  hostname,
  reboot,
  gatherFacts,
  packageFacts,
  serviceFacts,
  setup,
  sysctl,
  service,
  systemd,
  copy,
  template,
  user,
  authorizedKey,
  file,
  pause,
  ping,
  command,
  group,
  raw,
  runit,
  script,
  shell,
  tempfile,
  xbps,
];

export const modules: ModuleRegistry = registryOf(allModules);
