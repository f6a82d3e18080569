import type { Value } from '../../core/value/types.ts';

/** The text that statements were read from. */
export interface Origin {
  readonly source: string;
}

/** Every node says where it begins: an offset in the template's text. */
interface At {
  readonly at: number;
}

export interface Arguments {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [string, Expression])[];
  readonly spread: Expression | undefined;
  readonly spreadNamed: Expression | undefined;
}

export interface NameNode extends At {
  readonly kind: 'name';
  readonly name: string;
}
export interface AttributeNode extends At {
  readonly kind: 'attribute';
  readonly target: Expression;
  readonly name: string;
}
export interface CallNode extends At {
  readonly kind: 'call';
  readonly target: Expression;
  readonly arguments: Arguments;
}
export interface FilterNode extends At {
  readonly kind: 'filter';
  /** Undefined in a filter block: the block's text. */
  readonly target: Expression | undefined;
  readonly name: string;
  readonly arguments: Arguments;
}
export interface TestNode extends At {
  readonly kind: 'test';
  readonly target: Expression;
  readonly name: string;
  readonly arguments: Arguments;
}
export interface CompareNode extends At {
  readonly kind: 'compare';
  readonly first: Expression;
  readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
}
export interface SliceNode extends At {
  readonly kind: 'slice';
  readonly start: Expression | undefined;
  readonly stop: Expression | undefined;
  readonly step: Expression | undefined;
}
export interface TupleNode extends At {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export type Expression =
  | NameNode
  | AttributeNode
  | CallNode
  | FilterNode
  | TestNode
  | CompareNode
  | SliceNode
  | TupleNode
  | (At & { readonly kind: 'const'; readonly value: Value })
  | (At & { readonly kind: 'list'; readonly items: readonly Expression[] })
  | (At & { readonly kind: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] })
  | (At & { readonly kind: 'item'; readonly target: Expression; readonly index: Expression })
  | (At & { readonly kind: 'unary'; readonly operator: '-' | '+' | 'not'; readonly operand: Expression })
  | (At & { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression })
  | (At & { readonly kind: 'concat'; readonly items: readonly Expression[] })
  | (At & {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly value: Expression;
      readonly otherwise: Expression | undefined;
    });

/** What can be assigned to: a name, `namespace.attribute`, or several in a tuple. */
export type Target =
  | NameNode
  | (At & { readonly kind: 'namespace'; readonly name: string; readonly attribute: string })
  | (At & { readonly kind: 'targets'; readonly items: readonly Target[] });

export interface Parameter {
  readonly name: string;
  readonly fallback: Expression | undefined;
}

export interface MacroNode extends At {
  readonly kind: 'macro';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  /** Which of `varargs`, `kwargs` and `caller` the body uses. */
  readonly uses: ReadonlySet<string>;
}
export interface ForNode extends At {
  readonly kind: 'for';
  readonly target: Target;
  readonly items: Expression;
  readonly test: Expression | undefined;
  readonly recursive: boolean;
  /** Whether the body reads `loop`; without that, includes within it do not see it either. */
  readonly usesLoop: boolean;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}
export interface BlockNode extends At {
  readonly kind: 'block';
  readonly name: string;
  readonly scoped: boolean;
  readonly required: boolean;
  readonly body: readonly Statement[];
}
export interface IncludeNode extends At {
  readonly kind: 'include';
  readonly template: Expression;
  readonly ignoreMissing: boolean;
  readonly withContext: boolean;
}
export interface ImportNode extends At {
  readonly kind: 'import';
  readonly template: Expression;
  /** `import … as name`, or the names (and their aliases) of `from … import`. */
  readonly as: string | undefined;
  readonly names: readonly (readonly [string, string])[];
  readonly withContext: boolean;
}

export type Statement =
  | MacroNode
  | ForNode
  | BlockNode
  | IncludeNode
  | ImportNode
  | (At & { readonly kind: 'text'; readonly text: string })
  | (At & { readonly kind: 'print'; readonly value: Expression })
  | (At & {
      readonly kind: 'if';
      readonly branches: readonly (readonly [Expression, readonly Statement[]])[];
      readonly otherwise: readonly Statement[];
    })
  | (At & { readonly kind: 'set'; readonly target: Target; readonly value: Expression })
  | (At & {
      readonly kind: 'set-block';
      readonly target: Target;
      readonly filter: FilterNode | undefined;
      readonly body: readonly Statement[];
    })
  | (At & { readonly kind: 'call-block'; readonly call: CallNode; readonly caller: MacroNode })
  | (At & { readonly kind: 'filter-block'; readonly filter: FilterNode; readonly body: readonly Statement[] })
  | (At & {
      readonly kind: 'with';
      readonly bindings: readonly (readonly [Target, Expression])[];
      readonly body: readonly Statement[];
    })
  | (At & { readonly kind: 'extends'; readonly template: Expression })
  | (At & { readonly kind: 'do'; readonly value: Expression })
  | (At & { readonly kind: 'break' | 'continue' });

export interface TemplateNode {
  readonly body: readonly Statement[];
  /** Every block of the template by name, nested ones too. */
  readonly blocks: ReadonlyMap<string, BlockNode>;
  /** Whether a method may change a list or a dict in place (`l.append(x)`). */
  readonly mutates: boolean;
  readonly origin: Origin;
}
