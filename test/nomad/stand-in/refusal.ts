/** What Nomad refuses, as it was recorded. */
export class Refusal extends Error {
  readonly kind: string;
  /** Puts into the recorded text what it is about now. */
  readonly about: (text: string) => string;

  constructor(kind: string, about: (text: string) => string = (text) => text) {
    super(kind);
    this.kind = kind;
    this.about = about;
  }
}
