import { booleanWord } from '../boolean-word.ts';
import { honoured, type Settings } from './honoured.ts';

/** The value of a setting by Ansible's name, as `lookup('config')` gives it; undefined for one that is not honoured. */
export function settingNamed(settings: Settings, name: string): unknown {
  const key = (Object.keys(honoured) as (keyof Settings)[]).find((each) => honoured[each].name === name);
  if (key === undefined) return undefined;
  // A text here, since the program tells "not set" from "off"; Ansible's own is a boolean.
  return key === 'privateRoleVars' ? booleanWord(settings.privateRoleVars.toLowerCase()) === true : (settings[key] ?? null);
}
