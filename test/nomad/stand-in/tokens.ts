import { randomUUID } from 'node:crypto';
import type { Document } from '../recording.ts';

/** ACL tokens and what their policies allow. */
export class Tokens {
  readonly management = randomUUID();
  readonly #policies = new Map<string, ReadonlySet<string>>();
  readonly #tokens = new Map<string, { readonly rights: ReadonlySet<string>; readonly document: Document }>();

  putPolicy(name: string, rules: string): void {
    this.#policies.set(name, rightsOf(rules));
  }

  create(asked: Document): Document {
    const policies = asked['Policies'] as readonly string[];
    const rights = new Set(policies.flatMap((name) => [...(this.#policies.get(name) ?? [])]));
    const document = { ...asked, AccessorID: randomUUID(), SecretID: randomUUID() };
    this.#tokens.set(document.SecretID, { rights, document });
    return document;
  }

  /** @param right a capability, `node:read`, or `management` */
  allows(secret: string, right: string): boolean {
    return secret === this.management || this.#tokens.get(secret)?.rights.has(right) === true;
  }

  knows(secret: string): boolean {
    return secret === this.management || this.#tokens.has(secret);
  }

  documentOf(secret: string): Document | undefined {
    return this.#tokens.get(secret)?.document;
  }
}

/** What a policy's text names: the namespace's capabilities one by one, of other things what may be done with them. */
function rightsOf(rules: string): ReadonlySet<string> {
  const text = rules.replaceAll(/#.*$/gm, '');
  const lists = [...text.matchAll(/capabilities\s*=\s*\[([^\]]*)\]/g)].flatMap(([, list = '']) => list.match(/[\w-]+/g) ?? []);
  const blocks = [...text.matchAll(/(\w+)(?:\s+"[^"]*")?\s*\{\s*policy\s*=\s*"(\w+)"/g)].map(([, what, may]) => `${what}:${may}`);
  return new Set([...lists, ...blocks]);
}
