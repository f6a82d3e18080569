/** The keyword arguments of `yaml.dump` that Ansible's filters pass on. */
export interface YamlFormat {
  /** Columns a level is indented by; 2 unless from 2 to 9. */
  readonly indent?: number;
  /** The column from which lines are folded; 80 unless given. */
  readonly width?: number;
  /** Flow style for everything, for nothing, or (null) for collections of scalars only. */
  readonly flowStyle?: boolean | null;
  /** `'`, `"`, `|` or `>` for every scalar. */
  readonly scalarStyle?: string;
  readonly sortKeys?: boolean;
  readonly unicode?: boolean;
  readonly explicitStart?: boolean;
  readonly explicitEnd?: boolean;
}
