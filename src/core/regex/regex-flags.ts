export interface RegexFlags {
  readonly ignoreCase?: boolean;
  readonly multiline?: boolean;
}
