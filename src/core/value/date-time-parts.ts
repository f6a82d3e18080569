export interface DateTimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** Minutes east of UTC; undefined for a time without a zone. */
  readonly offset: number | undefined;
  /** The zone's name where it is not made of the offset. */
  readonly zone?: string;
}
