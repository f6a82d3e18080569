/** How many steps a backtracking search may take, as far as the pattern alone tells. */
export interface RegexCost {
  /** Repetitions without an end that follow one another: each may try every length. */
  readonly repetitions: number;
  /** Factor of what is optional or has alternatives. */
  readonly ways: number;
  /** Whether something that varies is repeated: the steps then double with each character. */
  readonly nested: boolean;
  /** Whether it can begin at the start of the text only. */
  readonly anchored: boolean;
}

interface Group {
  varies: boolean;
  alternatives: number;
}

/** A counted repetition of more choices than this counts as one without an end. */
const fewChoices = 8;
const most = 1e12;

/** Reads a pattern of JavaScript. Rather too much than too little: the answer only decides who watches the clock. */
export function regexCost(source: string): RegexCost {
  const reader = new CostReader();
  for (let at = 0; at < source.length; ) {
    const quantifier = quantifierAt(source, at);
    if (quantifier.length > 0) reader.quantifier(quantifier);
    else reader.atom(source.charAt(at));
    at += quantifier.length > 0 ? quantifier.length : atomLength(source, at);
  }
  const anchored = source.startsWith('^') && reader.isOneAlternative;
  return { repetitions: reader.repetitions, ways: reader.ways, nested: reader.nested, anchored };
}

interface Quantifier {
  readonly length: number;
  readonly repeats: boolean;
  readonly optional: boolean;
}

class CostReader {
  repetitions = 0;
  ways = 1;
  nested = false;
  readonly #outer: Group[] = [];
  #group: Group = { varies: false, alternatives: 1 };
  /** The group that has just ended: a quantifier would be its. */
  #ended: Group | undefined;

  /** Of the pattern as a whole, once it is read. */
  get isOneAlternative(): boolean {
    return this.#group.alternatives === 1;
  }

  atom(character: string): void {
    const ended = character === ')' ? this.#close() : undefined;
    if (character === '(') {
      this.#outer.push(this.#group);
      this.#group = { varies: false, alternatives: 1 };
    } else if (character === '|') {
      this.#group.alternatives += 1;
      this.#double();
    }
    this.#ended = ended;
  }

  quantifier({ repeats, optional }: Quantifier): void {
    const ended = this.#ended;
    if (repeats) {
      this.repetitions += 1;
      if (ended !== undefined && (ended.varies || ended.alternatives > 1)) this.nested = true;
    }
    if (optional) this.#double();
    this.#group.varies ||= repeats || optional;
    this.#ended = undefined;
  }

  #double(): void {
    this.ways = Math.min(most, this.ways * 2);
  }

  /** Ends a group; what varies in it varies in the one around it. */
  #close(): Group | undefined {
    const outer = this.#outer.pop();
    if (outer === undefined) return undefined;
    const inner = this.#group;
    this.#group = outer;
    outer.varies ||= inner.varies || inner.alternatives > 1;
    return inner;
  }
}

function atomLength(source: string, at: number): number {
  const character = source.charAt(at);
  if (character === '\\') return 2;
  // What makes a group special is no quantifier.
  if (character === '(') return /^\((?:\?(?:<?[=!]|[-\w]*:|<\w+>))?/.exec(source.slice(at, at + 60))?.[0].length ?? 1;
  return character === '[' ? classLength(source, at) : 1;
}

function quantifierAt(source: string, at: number): Quantifier {
  const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})[?+]?/.exec(source.slice(at, at + 40));
  if (found === null) return { length: 0, repeats: false, optional: false };
  const [whole, sign, low = '0', comma = '', high = ''] = found;
  if (sign !== undefined) return { length: whole.length, repeats: sign !== '?', optional: sign === '?' };
  const choices = comma === '' ? 0 : high === '' ? Number.POSITIVE_INFINITY : Number(high) - Number(low);
  // A group that is repeated a counted number of times repeats what varies in it.
  return { length: whole.length, repeats: choices > fewChoices || Number(low) > fewChoices, optional: choices > 0 };
}

/** `[…]`, in which further classes may stand. */
function classLength(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '[') depth += 1;
    else if (character === ']') depth -= 1;
    if (depth === 0) return at + 1 - start;
  }
  return 1;
}

/** The most steps that a search of this cost takes in a text of so many characters. */
export function regexSteps({ repetitions, ways, nested, anchored }: RegexCost, characters: number): number {
  if (nested && characters > 20) return Number.POSITIVE_INFINITY;
  let steps = anchored ? ways : ways * (characters + 1);
  // Places in ascending order: n over k.
  for (let each = 1; each <= repetitions && steps < most; each += 1) steps *= (characters + each) / each;
  return steps;
}
