/** The text of one statement under construction, with its parameters numbered as they are added. */
export class Statement {
  readonly values: unknown[] = [];

  /** Adds a parameter and gives back its SQL, with a cast that makes its type known. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}
