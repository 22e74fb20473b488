/** Types of the graph that hold no fact of their own: what they lead to is decided where it stands. */
export function isStructural(type: string): boolean {
  return /Connection$|Edge$|Change$|Payload$|^PageInfo$|^Problem$|^Withheld$/.test(type);
}
