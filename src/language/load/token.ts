/** The tokens of YAML 1.1 as libyaml's parser knows them: indentation has become `block-*` and `block-end`. */
export type TokenType =
  | 'scalar'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'key'
  | 'value'
  | 'block-map'
  | 'block-seq'
  | 'block-end'
  | 'entry'
  | 'flow-map'
  | 'flow-map-end'
  | 'flow-seq'
  | 'flow-seq-end'
  | 'comma'
  | 'doc-start'
  | 'doc-end'
  | 'directive'
  | 'end';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

export interface Token {
  readonly type: TokenType;
  readonly offset: number;
  readonly end: number;
  /** A scalar's content with folding and escapes undone; an anchor's, alias's or tag's text as written. */
  readonly text: string;
  readonly style: ScalarStyle | undefined;
}
