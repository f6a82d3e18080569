/** What the emitter writes: PyYAML's representation graph, as a tree. */
export type DumpNode = ScalarDump | SequenceDump | MappingDump;

export interface ScalarDump {
  readonly kind: 'scalar';
  readonly text: string;
  /** The style asked for; empty for any. */
  readonly style: string;
  /** Whether the text reads back as this value when it is plain, and when it is quoted. */
  readonly plainImplicit: boolean;
  readonly quotedImplicit: boolean;
  /** Written where neither is implicit. */
  readonly tag: string;
}

export interface SequenceDump {
  readonly kind: 'sequence';
  readonly items: readonly DumpNode[];
  readonly flow: boolean;
}

export interface MappingDump {
  readonly kind: 'mapping';
  readonly entries: readonly (readonly [DumpNode, DumpNode])[];
  readonly flow: boolean;
  readonly tag?: string;
}
