import type { Expression, ForNode, MacroNode, Statement, Target, TemplateNode } from './ast.ts';

/**
 * For each body of statements that is a scope: the names it sets somewhere without having read them before. Until
 * they are set they are undefined there and in the scopes within, even if there is a variable of that name. So
 * Jinja2 3.1 resolves names when it compiles; this follows its `idtracking` rule by rule.
 */
const found = new WeakMap<readonly Statement[], ReadonlySet<string>>();

export function unsetIn(body: readonly Statement[]): ReadonlySet<string> | undefined {
  return found.get(body);
}

/** Looks through a template, so that `unsetIn` can answer for its bodies. */
export function findUnsetNames(template: TemplateNode): void {
  analyze(template.body, new Scope(undefined));
  for (const block of template.blocks.values()) analyze(block.body, new Scope(undefined));
}

class Scope {
  readonly outer: Scope | undefined;
  /** Names this scope knows, and whether they start as unset. */
  readonly names: Map<string, boolean>;
  readonly stored: Set<string>;

  constructor(outer: Scope | undefined, names = new Map<string, boolean>(), stored = new Set<string>()) {
    this.outer = outer;
    this.names = names;
    this.stored = stored;
  }

  copy(): Scope {
    return new Scope(this.outer, new Map(this.names), new Set(this.stored));
  }

  knows(name: string): boolean {
    return this.names.has(name) || this.isOuter(name);
  }

  private isOuter(name: string): boolean {
    return this.outer?.knows(name) ?? false;
  }

  declare(name: string): void {
    this.names.set(name, false);
  }

  load(name: string): void {
    if (!this.knows(name)) this.names.set(name, false);
  }

  store(name: string): void {
    this.stored.add(name);
    if (!this.names.has(name)) this.names.set(name, !this.isOuter(name));
  }

  /** Takes over what the branches of an `if` did; a name that not all of them set may still come from outside. */
  join(branches: readonly Scope[]): void {
    const fresh = branches.flatMap((branch) => [...branch.stored].filter((name) => !this.stored.has(name)));
    for (const branch of branches) {
      for (const [name, isUnset] of branch.names) this.names.set(name, isUnset);
      for (const name of branch.stored) this.stored.add(name);
    }
    for (const name of fresh) {
      if (fresh.filter((other) => other === name).length < branches.length) this.names.set(name, false);
    }
  }
}

function analyze(body: readonly Statement[], scope: Scope): void {
  for (const part of body) visit(part, scope);
  const unset = new Set([...scope.names].filter(([, isUnset]) => isUnset).map(([name]) => name));
  if (unset.size > 0) found.set(body, unset);
  for (const part of body) descend(part, scope);
}

function visit(part: Statement, scope: Scope): void {
  for (const read of reads(part)) load(read, scope);
  if (part.kind === 'if') visitIf(part.branches, part.otherwise, scope);
  else for (const target of stores(part)) store(target, scope);
}

/** The expressions that a statement evaluates in the scope it stands in. */
function reads(part: Statement): readonly Expression[] {
  switch (part.kind) {
    case 'print':
    case 'do':
    case 'set':
      return [part.value];
    case 'include':
    case 'import':
    case 'extends':
      return [part.template];
    case 'for':
      return [part.items];
    case 'call-block':
      return [part.call];
    case 'filter-block':
      return [part.filter];
    case 'with':
      return part.bindings.map(([, value]) => value);
    default:
      return [];
  }
}

/** What a statement sets in the scope it stands in. */
function stores(part: Statement): readonly Target[] {
  const named = (name: string): Target => ({ kind: 'name', at: part.at, name });
  if (part.kind === 'set' || part.kind === 'set-block') return [part.target];
  if (part.kind === 'macro') return [named(part.name)];
  if (part.kind !== 'import') return [];
  return [...(part.as === undefined ? [] : [part.as]), ...part.names.map(([, alias]) => alias)].map(named);
}

type Branch = readonly [Expression, readonly Statement[]];

/** Body, `elif`s and `else` count as three branches, whether they are there or not. */
function visitIf([first, ...others]: readonly Branch[], otherwise: readonly Statement[], scope: Scope): void {
  if (first === undefined) return;
  load(first[0], scope);
  const inCopy = (run: (copy: Scope) => void): Scope => {
    const copy = scope.copy();
    run(copy);
    return copy;
  };
  const visitAll =
    (body: readonly Statement[]) =>
    (copy: Scope): void => {
      for (const part of body) visit(part, copy);
    };
  scope.join([
    inCopy(visitAll(first[1])),
    inCopy((copy) => {
      for (const branch of others) visitIf([branch], [], copy);
    }),
    inCopy(visitAll(otherwise)),
  ]);
}

function load(node: unknown, scope: Scope): void {
  if (node === null || typeof node !== 'object') return;
  const expression = node as Expression;
  if (expression.kind === 'name') scope.load(expression.name);
  else if (expression.kind !== 'const') for (const part of Object.values(node)) load(part, scope);
}

function store(target: Target, scope: Scope): void {
  if (target.kind === 'name') scope.store(target.name);
  else if (target.kind === 'namespace') scope.load(target.name);
  else for (const item of target.items) store(item, scope);
}

function declare(target: Target, scope: Scope): void {
  if (target.kind === 'name') scope.declare(target.name);
  else if (target.kind === 'targets') for (const item of target.items) declare(item, scope);
}

/** Analyzes the scopes within a statement, now that the scope around them is known. */
function descend(part: Statement, scope: Scope): void {
  if (part.kind === 'if') {
    for (const nested of [...part.branches.flatMap(([, body]) => body), ...part.otherwise]) descend(nested, scope);
  } else {
    analyzeInner(part, new Scope(scope));
  }
}

function analyzeInner(part: Statement, inner: Scope): void {
  if (part.kind === 'for') analyzeFor(part, inner);
  else if (part.kind === 'macro') analyzeMacro(part, inner);
  else if (part.kind === 'call-block') analyzeMacro(part.caller, inner);
  else if (part.kind === 'filter-block' || part.kind === 'set-block') analyze(part.body, inner);
  else if (part.kind === 'with') analyzeWith(part, inner);
}

function analyzeWith({ bindings, body }: Extract<Statement, { kind: 'with' }>, scope: Scope): void {
  for (const [target] of bindings) declare(target, scope);
  analyze(body, scope);
}

function analyzeFor({ target, usesLoop, body, otherwise }: ForNode, scope: Scope): void {
  declare(target, scope);
  if (usesLoop) scope.declare('loop');
  analyze(body, scope);
  analyze(otherwise, new Scope(scope.outer));
}

function analyzeMacro(macro: MacroNode, scope: Scope): void {
  for (const { name } of macro.parameters) scope.declare(name);
  for (const name of macro.uses) scope.declare(name);
  for (const { fallback } of macro.parameters) load(fallback, scope);
  analyze(macro.body, scope);
}
