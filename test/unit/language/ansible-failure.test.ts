import { describe, expect, it } from 'vitest';
import { templarOf } from './jinja/templar-of.ts';

const span = { file: 'site.yml', line: 1, column: 1 };

describe('a failure in Ansible’s words', () => {
  it.each([
    ["{{ [{}] | combine(foo='bar') }}", "'recursive' and 'list_merge' are the only valid keyword arguments"],
    ['{{ hey | mandatory }}', "Mandatory variable 'hey'  not defined."],
    ["{{ hey | mandatory('I am a sad wolf.') }}", 'I am a sad wolf.'],
    ["{{ 'x' | regex_escape('posix_extended') }}", 'Regex type (posix_extended) not yet implemented'],
    ["{{ 'x' | regex_escape('haha') }}", 'Invalid regex type (haha)'],
    ["{{ 1 | subelements('x') }}", 'obj must be a list of dicts or a nested dict'],
  ])('stands alone: %s', (template, message) => {
    expect(() => templarOf({}).template(template, { span })).toThrow(expect.objectContaining({ message, span: undefined }));
  });

  it('is not what others are told in', () => {
    expect(() => templarOf({}).template("{{ 'x' | hash('y') }}", { span })).toThrow(expect.objectContaining({ span }));
  });
});
