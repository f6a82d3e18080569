import type { Diff } from '../../core/diff.ts';
import { context } from './context.ts';
import { attributeDiff } from './file-attributes.ts';
import { type ContentState, contentDiffers } from './file-content.ts';

/** The size in bytes from which Ansible shows no diff of a file. */
const largest = 104_448;

/** Text of a file, for diffs: bytes that are not UTF-8 become replacement characters. */
export function textOf(content: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}

interface Sides {
  readonly before: ContentState;
  readonly after: ContentState;
}

/**
 * The diff of `copy` and `template`: the content where it differs, else the attributes, as ansible-core 2.18.6 shows
 * them. A file that is new has no header before.
 */
export function copyDiff({ before, after }: Sides, afterHeader: string): Diff[] {
  if (!contentDiffers({ before, after })) return [attributesDiff({ before, after }, { path: after.path })];
  const note = noteOf(before.content, 'destination') ?? noteOf(after.content, 'source');
  if (note !== undefined) return [{ note }];
  return [
    {
      before: before.content === undefined ? '' : textOf(before.content),
      after: textOf(after.content ?? new Uint8Array()),
      ...(before.content === undefined ? {} : { beforeHeader: after.path }),
      afterHeader,
    },
  ];
}

/** The diffs of `lineinfile` and its like: the content, then the attributes, which a new file has only once it is there. */
export function contentDiffs({ before, after }: Sides, path: string): Diff[] {
  const content = ` (content)`;
  const attributes = ` (file attributes)`;
  const diffs: Diff[] = [];
  if (contentDiffers({ before, after })) {
    const header = { beforeHeader: `${path}${content}`, afterHeader: `${path}${content}` };
    diffs.push({
      before: textOf(before.content ?? new Uint8Array()),
      after: textOf(after.content ?? new Uint8Array()),
      ...header,
    });
  }
  const sides = attributesDiff({ before, after }, {});
  if (Object.keys(sides.after).length === 0) return diffs;
  const header = { beforeHeader: `${path}${attributes}`, afterHeader: `${path}${attributes}` };
  diffs.push(before.content === undefined ? { whenApplied: sides, ...header } : { ...sides, ...header });
  return diffs;
}

function attributesDiff({ before, after }: Sides, common: Record<string, unknown>): AttributeSides {
  const current = before.attributes ?? before[context].fresh;
  if (after.attributes === undefined) return { before: common, after: common };
  const sides = attributeDiff(current, after.attributes);
  return { before: { ...common, ...sides.before }, after: { ...common, ...sides.after } };
}

interface AttributeSides {
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
}

function noteOf(content: Uint8Array | undefined, which: 'source' | 'destination'): string | undefined {
  if (content === undefined) return undefined;
  if (content.subarray(0, 8192).includes(0)) return `no diff: the ${which} is not text`;
  return content.length > largest ? `no diff: the ${which} is larger than ${largest} bytes` : undefined;
}
